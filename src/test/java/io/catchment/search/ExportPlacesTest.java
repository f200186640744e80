package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.platform.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportPlacesTest {

  private final ExportPlaces places = new ExportPlaces();

  @Test
  void take_moreThanThereAre_isRefusedUntilOneIsClosed() {
    ExportPlaces.Place first = places.take();
    places.take();

    assertThatThrownBy(places::take)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Too many exports");
    first.close();
    places.take();
    assertThatThrownBy(places::take).isInstanceOf(UnavailableException.class);
  }

  @Test
  void close_again_givesNoMoreBack() {
    ExportPlaces.Place first = places.take();
    places.take();

    first.close();
    first.close();

    assertThat(free()).isEqualTo(1);
  }

  @Test
  void giveBack_requestIsOver_closesWhatItTook() {
    ExportPlace ofRequest = new ExportPlace();
    ofRequest.places = places;
    ofRequest.take();

    ofRequest.giveBack();

    assertThat(free()).isEqualTo(2);
  }

  @Test
  void giveBack_requestThatTookNone_doesNothing() {
    ExportPlaces.Place other = places.take();
    ExportPlace none = new ExportPlace();
    none.places = places;

    none.giveBack();

    assertThat(free()).isEqualTo(1);
    other.close();
  }

  private int free() {
    List<ExportPlaces.Place> taken = new ArrayList<>();
    try {
      while (taken.size() < 10) {
        taken.add(places.take());
      }
    } catch (UnavailableException e) {
      // There are no more.
    }
    taken.forEach(ExportPlaces.Place::close);
    return taken.size();
  }
}
