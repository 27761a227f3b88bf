/** The kernels on OpenCL devices, through JOCL, which need not be there. */
package dev.foresight.engine.opencl;
