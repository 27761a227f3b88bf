// What Java calls: dev.foresight.compute.SimdLibrary.
#include <jni.h>

#include "network.h"

namespace {

struct Level {
  simd::Apply *apply;
  bool here;
};

// In the order of dev.foresight.compute.Simd; loading a level's code does not run any of it.
Level level(int number) {
  switch (number) {
#ifdef HAS_AVX2
    case 0:
      return {simd::applyAVX2, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")};
#endif
#ifdef HAS_AVX512
    case 1:
      return {simd::applyAVX512, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma")};
#endif
#ifdef HAS_AVX512BF16
    case 3:
      return {simd::applyAVX512BF16, __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("fma")};
#endif
#ifdef HAS_NEON
    case 2:
      return {simd::applyNEON, true};
#endif
    default:
      return {nullptr, false};
  }
}

}  // namespace

extern "C" {

JNIEXPORT jint JNICALL Java_dev_foresight_compute_SimdLibrary_layout(JNIEnv *, jclass) { return simd::LAYOUT; }

JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_has(JNIEnv *, jclass, jint number) {
  return level(number).here;
}

// Whether it was done; if not, the JVM could not give a buffer's or an array's address.
JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_apply(
    JNIEnv *env, jclass, jint number, jobject network, jint layers, jobject scratch,
    jfloatArray x, jfloatArray y, jint rows) {
  Level found = level(number);
  const void *packed = env->GetDirectBufferAddress(network);
  float *half = static_cast<float *>(env->GetDirectBufferAddress(scratch));
  if (!found.here || packed == nullptr || half == nullptr) {
    return false;
  }
  float *other = half + env->GetDirectBufferCapacity(scratch) / 2 / sizeof(float);
  void *from = env->GetPrimitiveArrayCritical(x, nullptr);
  void *to = from == nullptr ? nullptr : env->GetPrimitiveArrayCritical(y, nullptr);
  if (to != nullptr) {
    found.apply(packed, layers, static_cast<const float *>(from), static_cast<float *>(to), half, other, rows);
    env->ReleasePrimitiveArrayCritical(y, to, 0);
  }
  if (from != nullptr) {
    env->ReleasePrimitiveArrayCritical(x, from, JNI_ABORT);
  }
  return to != nullptr;
}

}  // extern "C"
