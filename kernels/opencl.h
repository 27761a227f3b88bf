// In front of every kernel on OpenCL: words that other languages say differently (see README.md).
#define FUNCTION static inline
#define LOCAL_POINTER __local
#define GROUP(n) __attribute__((reqd_work_group_size(n, 1, 1)))
#define ALIGNED(n) __attribute__((aligned(n)))
