package io.recurrence.cli.page;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.cli.UsageException;
import io.recurrence.page.LiveView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpOptionsTest {
  @TempDir Path directory;

  private final HttpOptions options = new HttpOptions();

  private void assertRefused(String message) {
    assertThatThrownBy(() -> options.serve(new LiveView(List.of()), () -> "", 0))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTokenThatIsShortOrCannotBeReadIsRefusedAndNotShown() throws Exception {
    options.tokenFile = Files.writeString(directory.resolve("token"), "secret\n");
    assertRefused("must be of 16 to 512 characters");
    assertThatThrownBy(() -> options.serve(new LiveView(List.of()), () -> "", 0))
        .hasMessageNotContaining("secret");
    options.tokenFile = directory.resolve("none");
    assertRefused("cannot read");
  }

  @Test
  void aCertificateNeedsItsKey() {
    options.certificate = directory.resolve("page.crt");
    assertRefused("are of use together only");
  }
}
