package dev.foresight.learn;

import dev.foresight.Backend;
import dev.foresight.Device;
import dev.foresight.Devices;
import dev.foresight.KeptContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KeptContext.class)
class OpenClTrainingTest extends TrainingContract {
  @BeforeAll
  static void thereIsADevice() {
    Devices.assume(Backend.OPENCL);
  }

  @Override
  Device device() {
    return Device.of(Backend.OPENCL);
  }
}
