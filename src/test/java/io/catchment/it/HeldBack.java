package io.catchment.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** What a page asks the server for, and is not answered until it is let go. */
final class HeldBack {

  private final Page page;
  private final String address;
  private final List<Route> requests = new ArrayList<>();

  private HeldBack(Page page, String address) {
    this.page = page;
    this.address = address;
  }

  /** Holds back whatever is asked for from now on at an address of this pattern. */
  static HeldBack of(Page page, String address) {
    HeldBack held = new HeldBack(page, address);
    page.route(address, held.requests::add);
    return held;
  }

  void letGo() {
    page.unroute(address);
    requests.forEach(Route::resume);
  }
}
