#pragma once

namespace standin {

/** The headers kernels are compiled with: abi.h, device.h and warp.h, embedded at build time. */
extern const char abiText[];
extern const char deviceText[];
extern const char warpText[];

}  // namespace standin
