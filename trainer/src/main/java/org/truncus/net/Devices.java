package org.truncus.net;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;

/**
 * The devices that TensorFlow sees. Asking loads TensorFlow and, on a GPU machine, starts the GPU:
 * with the configuration of all sessions, since the first one decides whether the process takes the
 * whole memory of the GPU.
 */
public final class Devices {

  private Devices() {}

  /** Device names such as {@code CPU:0} and {@code GPU:0}. */
  @SuppressWarnings("resource") // the scope closes what is created within
  public static List<String> list() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      byte[] config = Sessions.config(ExecutionOptions.standard()).toByteArray();
      TF_SetConfig(options, new BytePointer(config), config.length, status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < TF_DeviceListCount(devices); i++) {
        String name = TF_DeviceListName(devices, i, status).getString();
        names.add(name.substring(name.indexOf("device:") + "device:".length()));
      }
      TF_DeleteDeviceList(devices);
      return names;
    }
  }

  /** Whether a GPU can be used. */
  public static boolean hasGpu() {
    return list().stream().anyMatch(name -> name.startsWith("GPU"));
  }
}
