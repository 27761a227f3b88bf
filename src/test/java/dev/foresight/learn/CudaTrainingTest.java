package dev.foresight.learn;

import dev.foresight.Backend;
import dev.foresight.Device;
import dev.foresight.Devices;
import org.junit.jupiter.api.BeforeAll;

class CudaTrainingTest extends TrainingContract {
  @BeforeAll
  static void thereIsADevice() {
    Devices.assume(Backend.CUDA);
  }

  @Override
  Device device() {
    return Device.of(Backend.CUDA);
  }
}
