#pragma once

namespace standin {

/** The headers kernels are compiled with: abi.h and device.h, embedded at build time. */
extern const char abiText[];
extern const char deviceText[];

}  // namespace standin
