package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnedTest {
  private final List<String> released = new ArrayList<>();
  private final Owned owned = new Owned();

  @Test
  void releasesEachHandleOnceAndTheLastFirst() {
    owned.add("a", () -> released.add("a"));
    Owned.Handle b = owned.add("b", () -> released.add("b"));
    owned.add("c", () -> released.add("c"));
    b.close();
    b.close();
    owned.close();
    owned.close();
    assertThat(released).containsExactly("b", "c", "a");
    assertThat(owned.size()).isZero();
  }

  @Test
  void aFailingReleaseDoesNotKeepTheOthers() {
    owned.add("a", () -> released.add("a"));
    for (String name : new String[] {"b", "c"}) {
      owned.add(name, () -> {
        throw new IllegalStateException(name);
      });
    }
    assertThatThrownBy(owned::close).hasMessage("c").satisfies(e -> assertThat(e.getSuppressed())
        .hasSize(1));
    assertThat(released).containsExactly("a");
  }

  @Test
  void whatIsClosedSaysSo() {
    Owned.Handle handle = owned.add("a launch of fit", () -> released.add("a"));
    handle.check();
    handle.close();
    assertThatThrownBy(handle::check).hasMessageContaining("a launch of fit was closed");
    owned.close();
    assertThatThrownBy(() -> owned.add("b", () -> released.add("b")))
        .hasMessageContaining("the engine is closed");
  }
}
