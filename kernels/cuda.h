/* The words of the dialect (README.md) for CUDA: nvcc, NVRTC (which has no include files) and the stand-in's host compiler.
   Mathematics by the names that end in f, so that no double sneaks in. */
typedef unsigned int uint;

#define __kernel extern "C" __global__
#define __global
#define __constant
#define __local __shared__
#define LOCAL_POINTER
#define FUNCTION __device__ __forceinline__
#define GROUP(...) __launch_bounds__(__VA_ARGS__)
#define ALIGNED(bytes) __align__(bytes)
#define restrict __restrict__

#define get_local_id(dimension) ((int)threadIdx.x)
#define get_group_id(dimension) ((int)blockIdx.x)
#define get_local_size(dimension) ((int)blockDim.x)
#define get_num_groups(dimension) ((int)gridDim.x)
#define get_global_id(dimension) ((int)(blockIdx.x * blockDim.x + threadIdx.x))
#define get_global_size(dimension) ((int)(gridDim.x * blockDim.x))
#define barrier(fence) __syncthreads()
#define atomic_inc(at) atomicAdd(at, 1)

#define as_int(x) __float_as_int(x)
#define as_uint(x) __float_as_uint(x)
#define as_float(x) __uint_as_float((uint)(x))
#define mul_hi(a, b) __umulhi(a, b)

#undef INFINITY
#undef NAN
#undef isfinite
#undef isnan
#define INFINITY __uint_as_float(0x7f800000u)
#define NAN __uint_as_float(0x7fc00000u)
#define isfinite(x) ((__float_as_uint(x) & 0x7f800000u) != 0x7f800000u)
#define isnan(x) ((__float_as_uint(x) & 0x7fffffffu) > 0x7f800000u)

#define sin(x) sinf(x)
#define cos(x) cosf(x)
#define exp(x) expf(x)
#define log(x) logf(x)
#define expm1(x) expm1f(x)
#define log1p(x) log1pf(x)
#define tanh(x) tanhf(x)
#define rsqrt(x) rsqrtf(x)
#define sqrt(x) sqrtf(x)
#define floor(x) floorf(x)
#define ceil(x) ceilf(x)
#define fabs(x) fabsf(x)
#define atan2(y, x) atan2f(y, x)
#define fmin(a, b) fminf(a, b)
#define fmax(a, b) fmaxf(a, b)
#define fma(a, b, c) fmaf(a, b, c)
#define copysign(a, b) copysignf(a, b)
#define native_divide(x, y) __fdividef(x, y)
