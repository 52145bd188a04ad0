// The hand-written peer of bodies/smith_waterman.py.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long long max(long long a, long long b) { return a > b ? a : b; }

static void align(long long *H, const long long *a, const long long *b, int n, int m) {
  for (int i = 1; i <= n; ++i)
    for (int j = 1; j <= m; ++j) {
      long long s = a[i - 1] == b[j - 1] ? 3 : -3;
      long long *at = H + (long long)i * (m + 1) + j;
      *at = max(max(at[-(m + 1) - 1] + s, at[-(m + 1)] - 2), max(at[-1] - 2, 0));
    }
}

int main(void) {
  enum { n = 2000 };
  long long *H = calloc((n + 1) * (n + 1), sizeof *H), a[n], b[n], sum = 0;
  double best[3];
  for (int i = 0; i < n; ++i)
    a[i] = rand() / 7 % 4, b[i] = rand() / 7 % 4;
  for (int k = 0; k < 3; ++k) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    align(H, a, b, n, n);
    clock_gettime(CLOCK_MONOTONIC, &end);
    best[k] = end.tv_sec - start.tv_sec + 1e-9 * (end.tv_nsec - start.tv_nsec);
    sum += H[n * (n + 1) + k];
  }
  double lowest = best[0] < best[1] ? best[0] : best[1];
  fprintf(stderr, "%lld\n", sum);
  printf("seconds %g\n", lowest < best[2] ? lowest : best[2]);
}
