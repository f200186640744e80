package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.server.Database;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayaraMicroH2IT extends SenderSuite {

  PayaraMicroH2IT() {
    super("payara-micro", 18480);
  }

  @Override
  Database database() {
    return new Database.H2();
  }

  /** Statistics are turned on before there is anything to count: see run.sh. */
  @Test
  void pools_askedFor_areCountedFromTheStart() throws Exception {
    String delivery = Samples.delivery(Samples.event(Samples.uuid()));
    assertThat(okta.deliver(delivery).statusCode()).isEqualTo(204);

    Process admin =
        new ProcessBuilder("sh", folder.resolve("payara-micro/admin.sh").toString(), "pools")
            .redirectErrorStream(true)
            .start();
    String pools = new String(admin.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(admin.waitFor()).describedAs(pools).isZero();
    assertThat(pools)
        .containsPattern("resources/CatchmentPool +\\d+ +\\d+ +[1-9]")
        .containsPattern("resources/CatchmentConnectionFactoryPool +\\d+ +\\d+ +[1-9]");
  }

  @Nested
  class Poison extends PoisonSuite {
    Poison() {
      super(PayaraMicroH2IT.this);
    }
  }

  @Nested
  class Killed extends KillSuite {
    Killed() {
      super(PayaraMicroH2IT.this);
    }
  }
}
