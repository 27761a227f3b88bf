// The compiler's answers.
#include "test.h"

namespace {

const char *const empty = "extern \"C\" __global__ void empty() {}";

}  // namespace

TEST(knownOptionsAreTaken) {
  auto result = compiled(empty, {"--gpu-architecture=sm_80", "-DX=2", "--fmad=false", "-std=c++17"});
  EXPECT_EQ(0, result.result);
}

TEST(architecturesAreListed) {
  int count = 0;
  OK(nvrtcGetNumSupportedArchs(&count));
  std::vector<int> known(count);
  OK(nvrtcGetSupportedArchs(known.data()));
  EXPECT(count > 5);
  for (int each : known) {
    auto option = "--gpu-architecture=sm_" + std::to_string(each);
    EXPECT_EQ(0, compiled(empty, {option.c_str()}).result);
  }
}

TEST(unknownOptionsAreRefused) {
  for (const char *option : {"--no-such-option", "-arch=sm_10", "-arch=native", "--fmad=maybe"}) {
    auto result = compiled(empty, {option});
    EXPECT_EQ(5, result.result);
    EXPECT(result.log.find(option) != std::string::npos);
  }
}

TEST(macrosReachTheText) {
  EXPECT_EQ(0, compiled("extern \"C\" __global__ void f(float *a) { a[0] = X; }", {"-DX=2"}).result);
  EXPECT_EQ(6, compiled("extern \"C\" __global__ void f(float *a) { a[0] = X; }").result);
}

TEST(errorsComeWithNameAndLine) {
  auto result = compiled("\nextern \"C\" __global__ void f() { nonsense(); }");
  EXPECT_EQ(6, result.result);
  EXPECT(result.log.find("text.cl:2") != std::string::npos);
  EXPECT(result.log.find("nonsense") != std::string::npos);
}

TEST(undefinedFunctionsAreErrors) {
  EXPECT_EQ(6, compiled("extern \"C\" int other(); "
                        "extern \"C\" __global__ void f(int *a) { a[0] = other(); }").result);
}

TEST(machineCodeIsThereForRealArchitecturesOnly) {
  std::uintptr_t program;
  OK(nvrtcCreateProgram(&program, empty, nullptr, 0, nullptr, nullptr));
  size_t bytes = 1;
  const char *option = "--gpu-architecture=compute_80";
  OK(nvrtcCompileProgram(program, 1, &option));
  OK(nvrtcGetCUBINSize(program, &bytes));
  EXPECT_EQ(0, bytes);
  option = "--gpu-architecture=sm_80";
  OK(nvrtcCompileProgram(program, 1, &option));
  OK(nvrtcGetCUBINSize(program, &bytes));
  EXPECT(bytes > 1000);
  std::uintptr_t copy = program;
  OK(nvrtcDestroyProgram(&program));
  EXPECT_EQ(4, nvrtcDestroyProgram(&copy));
  EXPECT_EQ(4, nvrtcCompileProgram(copy, 0, nullptr));
}

TEST(severalKernelsOfOneTextAreFound) {
  Opened opened;
  Loaded kernels(R"(
#define __kernel extern "C" __global__
__kernel void first(float *a);
__kernel void first(float *a) { a[0] = 1; }
__kernel __attribute__((unused)) void __launch_bounds__(7, 1) second(float *a, int b) { a[0] = b; }
)", "first");
  Handle second = 0;
  OK(cuModuleGetFunction(&second, kernels.module, "second"));
  int threads = 0;
  OK(cuFuncGetAttribute(&threads, 0, second));
  EXPECT_EQ(7, threads);
  EXPECT_MISUSE(NOT_FOUND, cuModuleGetFunction(&second, kernels.module, "third"),
                "the module has no kernel third");
}

TEST(modulesLoadedTogetherAreApart) {
  Opened opened;
  Loaded one("extern \"C\" __global__ void one(float *a) { a[0] = 1; }", "one");
  Loaded two("extern \"C\" __global__ void two(float *a) { a[0] = 2; }", "two");
  Floats cell({0});
  OK(launch(one.function, 1, 1, 0, cell.address));
  EXPECT_EQ(1, cell.read()[0]);
  OK(launch(two.function, 1, 1, 0, cell.address));
  EXPECT_EQ(2, cell.read()[0]);
}

TEST(foreignImagesAreRefused) {
  Opened opened;
  Handle module;
  EXPECT_MISUSE(INVALID_PTX, cuModuleLoadData(&module, ".version 8.0\n.target sm_80\n"),
                "not one that the stand-in compiler made");
}
