// The matrix products of pets-halfcheetah's rollout by OpenBLAS, with bias and SiLU by gcc: five layers 24 -> 4 x 200 -> 36 over
// batches of rows, as often as a round asks (150 batches of 2000 rows), and nothing else of a rollout.
//   gcc -O3 -march=native -ffast-math -o sgemm sgemm.c -ldl -lm -lpthread && ./sgemm LIBRARY THREADS inside|sharing ROWS SECONDS
// inside: OpenBLAS shares out each product. sharing: threads take batches, each with products of its own. ROWS of a batch. A product is
// checked first, as old libraries compute wrongly on new processors. Prints the library's core and GFLOP/s of repeats.
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LAYERS = 5, ROW_MAJOR = 101, AS_IT_IS = 111, TRANSPOSED = 112, ALL_ROWS = 150 * 2000, MOST_THREADS = 64 };
static const int width[LAYERS + 1] = {24, 200, 200, 200, 200, 36};
static void (*sgemm)(int, int, int, int, int, int, float, const float*, int, const float*, int, float, float*, int);
static float* weights[LAYERS];
static float* bias[LAYERS];
static int rows, threads, sharing;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static float* random_floats(size_t count, float scale) {
  float* x = aligned_alloc(64, (count * sizeof *x + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) x[i] = scale * ((float)rand() / RAND_MAX - 0.5f);
  return x;
}

static void silu(float* restrict y, const float* restrict b, int outputs) {
  for (int r = 0; r < rows; r++)
    for (int o = 0; o < outputs; o++) {
      float v = y[(size_t)r * outputs + o] + b[o];
      y[(size_t)r * outputs + o] = v / (1 + expf(-v));
    }
}

static void layer(int l, const float* x, float* y) {
  sgemm(ROW_MAJOR, AS_IT_IS, TRANSPOSED, rows, width[l + 1], width[l], 1, x, width[l], weights[l], width[l], 0, y,
        width[l + 1]);
}

static void* work(void* unused) {
  float* x = random_floats((size_t)rows * 200, 1);
  float* y = random_floats((size_t)rows * 200, 1);
  int batches = ALL_ROWS / rows / (sharing ? threads : 1);
  for (int b = 0; b < batches; b++)
    for (int l = 0; l < LAYERS; l++) {
      layer(l, x, y);
      if (l < LAYERS - 1) silu(y, bias[l], width[l + 1]);
      float* swap = x;
      x = y;
      y = swap;
    }
  free(x);
  free(y);
  return unused;
}

// The largest error of a product of the second layer, beside double precision.
static double error(void) {
  float* x = random_floats((size_t)rows * 200, 2);
  float* y = random_floats((size_t)rows * 200, 0);
  layer(1, x, y);
  double worst = 0;
  for (int r = 0; r < rows; r++)
    for (int o = 0; o < 200; o++) {
      double sum = 0;
      for (int i = 0; i < 200; i++) sum += (double)x[(size_t)r * 200 + i] * weights[1][o * 200 + i];
      double e = fabs(sum - y[(size_t)r * 200 + o]);
      if (!(e <= worst)) worst = e;
    }
  free(x);
  free(y);
  return worst;
}

int main(int count, char** arguments) {
  if (count != 6) return fprintf(stderr, "sgemm LIBRARY THREADS inside|sharing ROWS SECONDS\n"), 2;
  void* library = dlopen(arguments[1], RTLD_NOW);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 3;
  *(void**)&sgemm = dlsym(library, "cblas_sgemm");
  void (*set_threads)(int);
  *(void**)&set_threads = dlsym(library, "openblas_set_num_threads");
  char* (*core)(void);
  *(void**)&core = dlsym(library, "openblas_get_corename");
  if (!sgemm || !set_threads || !core) return fprintf(stderr, "%s is not OpenBLAS\n", arguments[1]), 3;
  threads = atoi(arguments[2]);
  sharing = !strcmp(arguments[3], "sharing");
  rows = atoi(arguments[4]);
  if (threads < 1 || threads > MOST_THREADS || rows < 1) return fprintf(stderr, "threads or rows out of range\n"), 2;
  set_threads(sharing ? 1 : threads);
  double weight_count = 0;
  for (int l = 0; l < LAYERS; l++) {
    size_t size = (size_t)width[l] * width[l + 1];
    weights[l] = random_floats(size, 2 / sqrtf(width[l]));
    bias[l] = random_floats(width[l + 1], 0.1f);
    weight_count += size;
  }
  double wrong = error();
  if (!(wrong < 1e-3)) return fprintf(stderr, "the products of %s (%s) are wrong here, by %g\n", arguments[1], core(), wrong), 4;
  printf("%s", core());
  double until = now() + atof(arguments[5]);
  do {
    pthread_t thread[MOST_THREADS];
    double start = now();
    if (sharing) {
      for (int t = 0; t < threads; t++) pthread_create(thread + t, NULL, work, NULL);
      for (int t = 0; t < threads; t++) pthread_join(thread[t], NULL);
    } else {
      work(NULL);
    }
    printf(" %.2f", 2e-9 * weight_count * ALL_ROWS / (now() - start));
  } while (now() < until);
  printf("\n");
  return 0;
}
