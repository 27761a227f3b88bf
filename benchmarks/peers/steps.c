// How many mj_step calls a second plain C makes: the plans of a file, rolled out again and again for some seconds by
// some threads, each with an mjData of its own, which take plan after plan. No rewards, no observations.
//   cc -O2 -o steps steps.c -lmujoco -lpthread && ./steps MODEL.xml PLANS FRAMESKIP THREADS SECONDS
// For each line of its input it goes on for so long, and prints the rate: the sum of the threads' own, so that none counts
// as idle while another finishes its plan.
// PLANS: int32 plans, steps, numbers of a state (qpos, qvel, act, qacc_warmstart), numbers of an action; then for each plan its
// first state and its actions, floats.
#include <mujoco/mujoco.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const mjModel* model;
static int plans, horizon, states, actions, skip;
static const float* numbers;
static double start, until;
static atomic_int next_plan;

struct worker {
  pthread_t thread;
  mjData* data;
  double rate;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void fill(mjtNum* to, const float** from, int count) {
  for (int i = 0; i < count; i++) to[i] = *(*from)++;
}

static void* work(void* given) {
  struct worker* own = given;
  mjData* data = own->data;
  long done = 0;
  double end;
  for (end = now(); end < until; end = now()) {
    int plan = (int)((unsigned)atomic_fetch_add(&next_plan, 1) % (unsigned)plans);
    const float* from = numbers + (size_t)plan * (states + horizon * actions);
    fill(data->qpos, &from, model->nq);
    fill(data->qvel, &from, model->nv);
    fill(data->act, &from, model->na);
    fill(data->qacc_warmstart, &from, model->nv);
    for (int t = 0; t < horizon; t++) {
      fill(data->ctrl, &from, model->nu);
      for (int i = 0; i < skip; i++) mj_step(model, data);
    }
    done += (long)horizon * skip;
  }
  own->rate = done / (end - start);
  return NULL;
}

int main(int count, char** arguments) {
  if (count != 6) return fprintf(stderr, "steps MODEL.xml PLANS FRAMESKIP THREADS SECONDS\n"), 2;
  char error[1000] = "";
  model = mj_loadXML(arguments[1], NULL, error, sizeof error);
  if (!model) return fprintf(stderr, "%s\n", error), 1;
  FILE* file = fopen(arguments[2], "rb");
  int head[4];
  if (!file || fread(head, sizeof *head, 4, file) != 4) return fprintf(stderr, "no plans\n"), 1;
  plans = head[0], horizon = head[1], states = head[2], actions = head[3];
  size_t length = (size_t)plans * (states + horizon * actions);
  float* read = malloc(length * sizeof *read);
  if (fread(read, sizeof *read, length, file) != length || actions != model->nu ||
      states != model->nq + 2 * model->nv + model->na)
    return fprintf(stderr, "the plans are not this model's\n"), 1;
  fclose(file);
  numbers = read;
  skip = atoi(arguments[3]);
  int threads = atoi(arguments[4]);
  struct worker workers[256];
  if (threads > 256) return fprintf(stderr, "no more than 256 threads\n"), 2;
  for (int i = 0; i < threads; i++) workers[i].data = mj_makeData(model);
  for (char line[8]; fgets(line, sizeof line, stdin);) {
    start = now();
    until = start + atof(arguments[5]);
    for (int i = 0; i < threads; i++) pthread_create(&workers[i].thread, NULL, work, workers + i);
    double rate = 0;
    for (int i = 0; i < threads; i++) {
      pthread_join(workers[i].thread, NULL);
      rate += workers[i].rate;
    }
    printf("%.1f\n", rate);
    fflush(stdout);
  }
  return 0;
}
