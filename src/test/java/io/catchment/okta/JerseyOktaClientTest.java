package io.catchment.okta;

import jakarta.ws.rs.client.ClientBuilder;
import org.glassfish.jersey.client.JerseyClientBuilder;

class JerseyOktaClientTest extends OktaClientSuite {

  @Override
  ClientBuilder builder() {
    return new JerseyClientBuilder();
  }
}
