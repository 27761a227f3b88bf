#pragma once

#include <string>

namespace standin {

/**
 * Makes preprocessed text a library's: takes the kernels' marks out and puts a table of the kernels
 * behind the text.
 */
std::string withTable(const std::string &preprocessed);

}  // namespace standin
