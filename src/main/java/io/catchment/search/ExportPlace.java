package io.catchment.search;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/**
 * The place of the export that a request asks for. It is given back when the request is over, if
 * nothing has done so before: a server may fail, or lose the client, before it comes to the body of
 * an answer.
 */
@RequestScoped
class ExportPlace {

  @Inject ExportPlaces places;

  private ExportPlaces.Place taken;

  /** Takes it; see {@link ExportPlaces#take}. */
  ExportPlaces.Place take() {
    taken = places.take();
    return taken;
  }

  @PreDestroy
  void giveBack() {
    if (taken != null) {
      taken.close();
    }
  }
}
