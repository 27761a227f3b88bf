/**
 * The kernels on CUDA GPUs, through JCuda's binding of the driver, which need not be there. Nothing
 * else of CUDA need be installed where kernels come from the cache; a compiler is found by {@link
 * dev.foresight.engine.cuda.Compilers}.
 */
package dev.foresight.engine.cuda;
