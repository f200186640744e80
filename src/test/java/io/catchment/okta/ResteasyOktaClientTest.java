package io.catchment.okta;

import jakarta.ws.rs.client.ClientBuilder;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;

class ResteasyOktaClientTest extends OktaClientSuite {

  @Override
  ClientBuilder builder() {
    return new ResteasyClientBuilderImpl();
  }
}
