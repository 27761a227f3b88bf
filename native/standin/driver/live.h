#pragma once

#include <string>

namespace standin {

struct Context;

/** Says what is live in a context (null: anywhere, contexts included), empty if nothing is. */
std::string liveText(const Context *context);

/** Ends everything in a context, and the context (null: all of them). */
void eraseAll(const Context *context);

}  // namespace standin
