// The most operations on floats that the processor makes: fused multiply-adds that wait for nothing, in registers.
//   gcc -O3 -march=native -ffp-contract=fast -o peak peak.c -lpthread && ./peak THREADS SECONDS
// Prints GFLOP/s, the best of several tenths of a second.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#ifdef __AVX512F__
enum { BYTES = 64 };
#elif defined(__AVX__)
enum { BYTES = 32 };
#else
enum { BYTES = 16 };
#endif
typedef float Vector __attribute__((vector_size(BYTES)));
enum { SUMS = 12, LANES = BYTES / 4, ROUNDS = 20 * 1000 * 1000, MOST_THREADS = 256 };
static volatile float sink;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void* work(void* unused) {
  Vector x = (Vector){0} + 0.999f, y = (Vector){0} + 1e-3f, s[SUMS];
  for (int i = 0; i < SUMS; i++) s[i] = y;
  for (long round = 0; round < ROUNDS; round++) {
#pragma GCC unroll 12
    for (int i = 0; i < SUMS; i++) s[i] = s[i] * x + y;
    __asm__ volatile("");
  }
  float all = 0;
  for (int i = 0; i < SUMS; i++) all += s[i][0];
  sink = all;
  return unused;
}

int main(int count, char** arguments) {
  if (count != 3) return fprintf(stderr, "peak THREADS SECONDS\n"), 2;
  int threads = atoi(arguments[1]);
  if (threads < 1 || threads > MOST_THREADS) return fprintf(stderr, "threads out of range\n"), 2;
  double best = 0, until = now() + atof(arguments[2]);
  do {
    pthread_t thread[MOST_THREADS];
    double start = now();
    for (int t = 0; t < threads; t++) pthread_create(thread + t, NULL, work, NULL);
    for (int t = 0; t < threads; t++) pthread_join(thread[t], NULL);
    double rate = 2e-9 * SUMS * LANES * ROUNDS * threads / (now() - start);
    if (rate > best) best = rate;
  } while (now() < until);
  printf("%.1f\n", best);
  return 0;
}
