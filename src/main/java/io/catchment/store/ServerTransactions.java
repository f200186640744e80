package io.catchment.store;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** Shows Hibernate the server's transaction manager, on WildFly and on Payara alike. */
@SuppressWarnings("BanJNDI") // The names are constants.
public class ServerTransactions extends AbstractJtaPlatform {
  private static final long serialVersionUID = 1L;

  @Override
  protected TransactionManager locateTransactionManager() {
    try {
      return InitialContext.doLookup("java:jboss/TransactionManager");
    } catch (NamingException e) {
      return (TransactionManager) jndiService().locate("java:appserver/TransactionManager");
    }
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
  }
}
