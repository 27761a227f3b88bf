// CUDA C++ for g++: what a kernel may use of the language, on a lane of the stand-in driver.
// Kernels are found by the two words below after preprocessing.
#define __global__ __standin_kernel__
#define __launch_bounds__(...) __standin_bounds__(__VA_ARGS__)

#define __CUDACC__ 1
#define __CUDACC_RTC__ 1
#define __device__
#define __host__
#define __constant__ static const
#define __shared__ static thread_local
#define __forceinline__ inline __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))
#define __align__(bytes) __attribute__((aligned(bytes)))

using size_t = __SIZE_TYPE__;
using uint3 = standin::Index;
using dim3 = standin::Index;

#define threadIdx (standin::lane()->thread)
#define blockIdx (standin::lane()->block)
#define blockDim (standin::lane()->threads)
#define gridDim (standin::lane()->blocks)
#define warpSize 32
#define __syncthreads() standin::wait(__LINE__)

namespace standin {

__attribute__((always_inline)) inline void wait(int line) {
  Lane *self = lane();
  self->barrier(self, line);
}

template <class To, class From>
inline To bits(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  __builtin_memcpy(&to, &from, sizeof to);
  return to;
}

template <class T>
struct IsPointer {
  static constexpr bool value = false;
};
template <class T>
struct IsPointer<T *> {
  static constexpr bool value = true;
};

template <int... I>
struct Numbers {};
template <int N, int... I>
struct UpTo : UpTo<N - 1, N - 1, I...> {};
template <int... I>
struct UpTo<0, I...> {
  using type = Numbers<I...>;
};

template <auto kernel, class Signature = decltype(kernel)>
struct Described;
template <auto kernel, class... P>
struct Described<kernel, void (*)(P...)> {
  static constexpr Parameter parameters[] = {{sizeof(P), IsPointer<P>::value}..., {0, false}};
  template <int... I>
  static void call(void **values, Numbers<I...>) {
    (void)values;
    kernel(*static_cast<P *>(values[I])...);
  }
  static void invoke(void **values) { call(values, typename UpTo<sizeof...(P)>::type()); }
};

template <class... More>
constexpr int bounds(int threads, More...) {
  return threads;
}
constexpr int bounds() { return 0; }

template <auto kernel, class... P>
constexpr Kernel describe(const char *name, void (*)(P...), int maxThreads) {
  using Own = Described<kernel>;
  return {name, Own::invoke, Own::parameters, sizeof...(P), maxThreads};
}

}  // namespace standin

inline void __syncwarp(unsigned = ~0u) {}
inline void __threadfence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void __threadfence_block() { __threadfence(); }
template <class T>
inline T __ldg(const T *address) {
  return *address;
}

inline int __float_as_int(float x) { return standin::bits<int>(x); }
inline unsigned __float_as_uint(float x) { return standin::bits<unsigned>(x); }
inline float __int_as_float(int x) { return standin::bits<float>(x); }
inline float __uint_as_float(unsigned x) { return standin::bits<float>(x); }
inline unsigned __umulhi(unsigned a, unsigned b) {
  return static_cast<unsigned>((static_cast<unsigned long long>(a) * b) >> 32);
}
inline int __mulhi(int a, int b) {
  return static_cast<int>((static_cast<long long>(a) * b) >> 32);
}
inline int __clz(int x) { return x == 0 ? 32 : __builtin_clz(static_cast<unsigned>(x)); }
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __popc(unsigned x) { return __builtin_popcount(x); }

template <class T, class U>
inline T atomicAdd(T *address, U value) {
  static_assert(sizeof(T) == 4 && T(0.5f) == 0, "the stand-in adds atomically to int and unsigned");
  return __atomic_fetch_add(address, static_cast<T>(value), __ATOMIC_RELAXED);
}
template <class T, class U>
inline T atomicExch(T *address, U value) {
  return __atomic_exchange_n(address, static_cast<T>(value), __ATOMIC_RELAXED);
}
template <class T, class U>
inline T atomicCAS(T *address, U expected, U value) {
  T old = static_cast<T>(expected);
  __atomic_compare_exchange_n(address, &old, static_cast<T>(value), false, __ATOMIC_RELAXED,
                              __ATOMIC_RELAXED);
  return old;
}

// One and two operands: name(double), namef(float) and the overload name(float).
#define STANDIN_UNARY(name)                     \
  extern "C" double name(double) noexcept;      \
  extern "C" float name##f(float) noexcept;     \
  inline float name(float x) { return __builtin_##name##f(x); }
#define STANDIN_BINARY(name)                         \
  extern "C" double name(double, double) noexcept;   \
  extern "C" float name##f(float, float) noexcept;   \
  inline float name(float x, float y) { return __builtin_##name##f(x, y); }
STANDIN_UNARY(sin)
STANDIN_UNARY(cos)
STANDIN_UNARY(tan)
STANDIN_UNARY(asin)
STANDIN_UNARY(acos)
STANDIN_UNARY(atan)
STANDIN_UNARY(sinh)
STANDIN_UNARY(cosh)
STANDIN_UNARY(tanh)
STANDIN_UNARY(exp)
STANDIN_UNARY(exp2)
STANDIN_UNARY(expm1)
STANDIN_UNARY(log)
STANDIN_UNARY(log2)
STANDIN_UNARY(log10)
STANDIN_UNARY(log1p)
STANDIN_UNARY(sqrt)
STANDIN_UNARY(cbrt)
STANDIN_UNARY(fabs)
STANDIN_UNARY(floor)
STANDIN_UNARY(ceil)
STANDIN_UNARY(trunc)
STANDIN_UNARY(round)
STANDIN_UNARY(rint)
STANDIN_UNARY(erf)
STANDIN_BINARY(atan2)
STANDIN_BINARY(pow)
STANDIN_BINARY(fmod)
STANDIN_BINARY(fmin)
STANDIN_BINARY(fmax)
STANDIN_BINARY(hypot)
STANDIN_BINARY(copysign)
extern "C" double fma(double, double, double) noexcept;
extern "C" float fmaf(float, float, float) noexcept;
extern "C" float ldexpf(float, int) noexcept;
inline float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
inline float rsqrtf(float x) { return 1.0f / __builtin_sqrtf(x); }
inline float rsqrt(float x) { return rsqrtf(x); }
inline float fdividef(float a, float b) { return a / b; }
inline float fdimf(float a, float b) { return a > b ? a - b : a <= b ? 0.0f : a + b; }

inline float __fdividef(float a, float b) { return a / b; }
inline float __sinf(float x) { return sinf(x); }
inline float __cosf(float x) { return cosf(x); }
inline float __expf(float x) { return expf(x); }
inline float __logf(float x) { return logf(x); }
inline float __log2f(float x) { return log2f(x); }
inline float __powf(float x, float y) { return powf(x, y); }
inline float __fmul_rn(float a, float b) { return a * b; }
inline float __fadd_rn(float a, float b) { return a + b; }
inline float __frcp_rn(float x) { return 1.0f / x; }
inline float __saturatef(float x) { return x >= 0.0f ? (x > 1.0f ? 1.0f : x) : 0.0f; }

template <class T>
inline bool isnan(T x) {
  return __builtin_isnan(x);
}
template <class T>
inline bool isinf(T x) {
  return __builtin_isinf(x);
}
template <class T>
inline bool isfinite(T x) {
  return __builtin_isfinite(x);
}
template <class T>
inline bool signbit(T x) {
  return __builtin_signbit(x);
}

#define STANDIN_MIN_MAX(type)                              \
  inline type min(type a, type b) { return b < a ? b : a; } \
  inline type max(type a, type b) { return a < b ? b : a; }
STANDIN_MIN_MAX(int)
STANDIN_MIN_MAX(unsigned)
STANDIN_MIN_MAX(long)
STANDIN_MIN_MAX(unsigned long)
STANDIN_MIN_MAX(long long)
STANDIN_MIN_MAX(unsigned long long)
inline float min(float a, float b) { return fminf(a, b); }
inline float max(float a, float b) { return fmaxf(a, b); }
extern "C" int abs(int) noexcept;
inline float abs(float x) { return fabsf(x); }
