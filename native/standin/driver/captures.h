#pragma once

namespace standin {

/**
 * Complains if a stream is being captured in a mode that forbids the current call: a capture of mode
 * GLOBAL forbids allocating, freeing and waiting to every thread, one of mode THREAD_LOCAL to its own.
 * The capture is invalid from then on.
 */
void refuseWhileCapturing();

}  // namespace standin
