#pragma once

#include <functional>
#include <string>

namespace standin {

/**
 * Runs kernel code. A memory fault or a division by zero ends it with a sentence and not the process:
 * the handlers that were there before (the JVM's) get every other fault.
 *
 * @return what happened, empty if nothing did
 */
std::string guarded(const std::function<void()> &body);

}  // namespace standin
