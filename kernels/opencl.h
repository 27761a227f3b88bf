/* The words of the dialect (README.md) for OpenCL. */
#define LOCAL_POINTER __local
#define FUNCTION static inline __attribute__((always_inline))
#define GROUP(items) __attribute__((reqd_work_group_size(items, 1, 1)))
#define ALIGNED(bytes) __attribute__((aligned(bytes)))
