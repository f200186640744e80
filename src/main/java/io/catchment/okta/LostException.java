package io.catchment.okta;

import io.catchment.platform.Causes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** A request to which there is no whole answer. */
final class LostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Of javax, which is not ours to use, and of RESTEasy's HTTP client. */
  private static final Set<String> BY_NAME =
      Set.of("SSLHandshakeException", "ConnectTimeoutException");

  LostException(Throwable cause) {
    super(cause);
  }

  /** Whether the connection could not even be made, so that Okta knows nothing of the request. */
  boolean wasNeverSent() {
    return Causes.of(this).anyMatch(LostException::isFromConnecting);
  }

  private static boolean isFromConnecting(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException
        || BY_NAME.contains(cause.getClass().getSimpleName())
        || (cause instanceof SocketTimeoutException
            && String.valueOf(cause.getMessage())
                .toLowerCase(Locale.ROOT)
                .startsWith("connect timed out"));
  }

  /** Whether a good answer was coming, and was not whole when its time was over. */
  boolean isSlow() {
    return Causes.of(this).anyMatch(SlowAnswerException.class::isInstance);
  }

  /** What happened, in the words of the platform. */
  String reason() {
    Throwable root = Causes.rootOf(this);
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
