// What Java calls: dev.foresight.compute.SimdLibrary.
#include <jni.h>

#include <initializer_list>

#include "formulas.h"
#include "network.h"
#include "random.h"
#include "training.h"

namespace {

struct Level {
  simd::Apply *apply;
  simd::Rollout *rollout;
  simd::Normals *normals;
  const simd::Training *training;
  bool here;
};

// In the order of dev.foresight.compute.Simd; loading a level's code does not run any of it.
Level level(int number) {
  switch (number) {
#ifdef HAS_AVX2
    case 0:
      return {simd::applyAVX2, simd::rolloutAVX2, simd::normalsAVX2, &simd::trainingAVX2, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")};
#endif
#ifdef HAS_AVX512
    case 1:
      return {simd::applyAVX512, simd::rolloutAVX512, simd::normalsAVX512, &simd::trainingAVX512, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma")};
#endif
#ifdef HAS_AVX512BF16
    case 3:
      return {simd::applyAVX512BF16, simd::rolloutAVX512BF16, simd::normalsAVX512BF16, &simd::trainingAVX512BF16, __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("fma")};
#endif
#ifdef HAS_NEON
    case 2:
      return {simd::applyNEON, simd::rolloutNEON, simd::normalsNEON, &simd::trainingNEON, true};
#endif
    default:
      return {nullptr, nullptr, nullptr, nullptr, false};
  }
}

// A Java array's elements for a while, in which no garbage is collected; null if there are none, or no access.
class Elements {
 public:
  Elements(JNIEnv *env, jfloatArray array, jint mode)
      : env(env), array(array), mode(mode),
        at(env->GetArrayLength(array) == 0 ? nullptr : env->GetPrimitiveArrayCritical(array, nullptr)) {}
  Elements(const Elements &) = delete;
  ~Elements() {
    if (at != nullptr) env->ReleasePrimitiveArrayCritical(array, at, mode);
  }
  float *from(jint index) const { return at == nullptr ? nullptr : static_cast<float *>(at) + index; }

 private:
  JNIEnv *const env;
  const jfloatArray array;
  const jint mode;
  void *const at;
};

bool there(std::initializer_list<const Elements *> arrays) {
  for (const Elements *array : arrays) {
    if (array->from(0) == nullptr) return false;
  }
  return true;
}

// How arrays are given back: as they were, or changed.
constexpr jint READ = JNI_ABORT;
constexpr jint WRITTEN = 0;

// By weights, forward or back.
bool product(JNIEnv *env, jint number, simd::Product *simd::Training::*which, jobject scratch, jfloatArray x,
             jfloatArray w, jfloatArray y, simd::Batch batch) {
  Level found = level(number);
  batch.scratch = static_cast<float *>(env->GetDirectBufferAddress(scratch));
  Elements from(env, x, READ), weights(env, w, READ), to(env, y, WRITTEN);
  if (!found.here || batch.scratch == nullptr || !there({&from, &weights, &to})) {
    return false;
  }
  (found.training->*which)(batch, from.from(0), weights.from(0), to.from(0));
  return true;
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
  Elements from(env, x, READ), to(env, y, WRITTEN);
  if (from.from(0) == nullptr || to.from(0) == nullptr) {
    return false;
  }
  found.apply(packed, layers, from.from(0), to.from(0), half, other, rows);
  return true;
}

// The same.
JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_rollout(
    JNIEnv *env, jclass, jint number, jobject program, jobject memory, jfloatArray state, jint stateAt,
    jfloatArray plans, jint plansAt, jint width, jint horizon, jfloat discount, jfloatArray noise,
    jfloatArray returns, jint returnsAt, jfloatArray violations, jint rows) {
  Level found = level(number);
  const void *packed = env->GetDirectBufferAddress(program);
  void *place = env->GetDirectBufferAddress(memory);
  if (!found.here || packed == nullptr || place == nullptr) {
    return false;
  }
  bool noisy = env->GetArrayLength(noise) > 0;
  bool constrained = env->GetArrayLength(violations) > 0;
  Elements begin(env, state, READ), planned(env, plans, READ), drawn(env, noise, READ);
  Elements earned(env, returns, WRITTEN), violated(env, violations, WRITTEN);
  simd::Work work = {begin.from(stateAt), planned.from(plansAt), width, horizon, discount, drawn.from(0),
                     earned.from(returnsAt), violated.from(returnsAt), rows, static_cast<float *>(place)};
  if (work.state == nullptr || work.plans == nullptr || work.returns == nullptr ||
      (noisy && work.noise == nullptr) || (constrained && work.violations == nullptr)) {
    return false;
  }
  found.rollout(static_cast<const int32_t *>(packed), work);
  return true;
}

// The same.
JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_normals(
    JNIEnv *env, jclass, jint number, jint block, jint call, jint stream, jlong seed, jint problem,
    jfloatArray even, jfloatArray odd, jint pairs) {
  Level found = level(number);
  if (!found.here) {
    return false;
  }
  Elements first(env, even, WRITTEN), second(env, odd, WRITTEN);
  if (first.from(0) == nullptr || second.from(0) == nullptr) {
    return false;
  }
  simd::Draw draw = {block, call, stream, static_cast<int32_t>(seed >> 32), static_cast<int32_t>(seed), problem};
  found.normals(draw, first.from(0), second.from(0), pairs);
  return true;
}

// The same, of what training.h describes; as are the next ones.
JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_forward(
    JNIEnv *env, jclass, jint number, jobject scratch, jfloatArray x, jfloatArray w, jfloatArray y,
    jint inputs, jint outputs, jint rows) {
  return product(env, number, &simd::Training::forward, scratch, x, w, y, {inputs, outputs, rows, nullptr});
}

JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_backward(
    JNIEnv *env, jclass, jint number, jobject scratch, jfloatArray d, jfloatArray w, jfloatArray dx,
    jint inputs, jint outputs, jint rows) {
  return product(env, number, &simd::Training::backward, scratch, d, w, dx, {inputs, outputs, rows, nullptr});
}

JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_descend(
    JNIEnv *env, jclass, jint number, jobject scratch, jfloatArray x, jfloatArray d, jfloat decay, jfloat rate,
    jfloat epsilon, jfloatArray w, jfloatArray moment1, jfloatArray moment2, jint inputs, jint outputs, jint rows) {
  Level found = level(number);
  simd::Batch batch = {inputs, outputs, rows, static_cast<float *>(env->GetDirectBufferAddress(scratch))};
  Elements in(env, x, READ), byOutput(env, d, READ);
  Elements weights(env, w, WRITTEN), first(env, moment1, WRITTEN), second(env, moment2, WRITTEN);
  if (!found.here || batch.scratch == nullptr || !there({&in, &byOutput, &weights, &first, &second})) {
    return false;
  }
  found.training->descend(batch, in.from(0), byOutput.from(0), {decay, rate, epsilon}, weights.from(0), first.from(0),
                          second.from(0));
  return true;
}

JNIEXPORT jboolean JNICALL Java_dev_foresight_compute_SimdLibrary_activate(
    JNIEnv *env, jclass, jint number, jint activation, jfloatArray y, jfloatArray slope, jint count) {
  Level found = level(number);
  Elements values(env, y, WRITTEN), slopes(env, slope, WRITTEN);
  if (!found.here || !there({&values, &slopes})) {
    return false;
  }
  found.training->activate(activation, values.from(0), slopes.from(0), count);
  return true;
}

}  // extern "C"
