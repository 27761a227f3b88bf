package dev.foresight.engine.cuda;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.Owned;
import java.util.List;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.JCudaDriver;

/** A graph, recorded from the stream once and launched as often as wanted. */
final class CudaScript implements Gpu.Script {
  private final Gpu.Copy upload;
  private final List<CudaLaunch> launches;
  private final Gpu.Copy download;
  private final CUgraphExec exec;
  private final Owned.Handle handle;

  private CudaScript(
      Gpu.Copy upload,
      List<CudaLaunch> launches,
      Gpu.Copy download,
      CUgraphExec exec,
      Owned.Handle handle) {
    this.upload = upload;
    this.launches = launches;
    this.download = download;
    this.exec = exec;
    this.handle = handle;
  }

  static CudaScript record(
      Queue queue,
      Buffers buffers,
      Owned owned,
      Gpu.Copy upload,
      List<CudaLaunch> launches,
      Gpu.Copy download) {
    String what = "a script of " + launches.size() + " launches";
    CUgraph graph = new CUgraph();
    // Only this thread is held to what may be done while recording; others allocate as they like.
    Codes.check(
        JCudaDriver.cuStreamBeginCapture(
            queue.busy(), CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL),
        () -> "recording " + what);
    int ended;
    try {
      buffers.upload(upload);
      for (CudaLaunch launch : launches) {
        launch.start(queue);
      }
      buffers.download(download);
    } finally {
      ended = JCudaDriver.cuStreamEndCapture(queue.busy(), graph);
    }
    Codes.check(ended, () -> "recording " + what);
    CUgraphExec exec = new CUgraphExec();
    int made = JCudaDriver.cuGraphInstantiate(exec, graph, 0);
    Codes.released(JCudaDriver.cuGraphDestroy(graph), "the recording of " + what);
    Codes.check(made, () -> "making " + what);
    Owned.Handle handle = owned.add(what, () -> {
      queue.quieten();
      Codes.released(JCudaDriver.cuGraphExecDestroy(exec), what);
    });
    return new CudaScript(upload, launches, download, exec, handle);
  }

  void start(Queue queue) {
    handle.check();
    Buffers.check(upload);
    Buffers.check(download);
    for (int i = 0; i < launches.size(); i++) {
      launches.get(i).check();
    }
    int code = JCudaDriver.cuGraphLaunch(exec, queue.busy());
    if (code != 0) {
      throw Codes.failed(code, "starting a script of " + launches.size() + " launches");
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
