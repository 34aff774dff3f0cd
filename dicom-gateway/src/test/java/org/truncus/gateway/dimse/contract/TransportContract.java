package org.truncus.gateway.dimse.contract;

import org.junit.jupiter.api.Nested;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;

/**
 * What every {@link DicomTransport} has to do, whatever it is made of. A test class of each adapter
 * extends this. Peers are made byte by byte, or are DCMTK and Orthanc, so no adapter tests itself.
 */
public abstract class TransportContract {

  /** The adapter under test, with these settings for calls. */
  protected abstract DicomTransport transport(CallOptions calls);

  @Nested
  class Provider extends ProviderContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class Negotiation extends NegotiationContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class Loopback extends LoopbackContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class SendFailure extends SendFailureContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class HostilePeer extends HostilePeerContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class Commitment extends CommitmentContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class Tls extends TlsContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class DcmtkUser extends DcmtkUserContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class DcmtkProvider extends DcmtkProviderContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }

  @Nested
  class DcmtkSyntaxes extends DcmtkSyntaxesContract {
    @Override
    DicomTransport transport(CallOptions calls) {
      return TransportContract.this.transport(calls);
    }
  }
}
