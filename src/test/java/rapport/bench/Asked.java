package rapport.bench;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A pool that remembers the statements it was given, with their parameters. */
final class Asked {
  /** One of them. */
  record Statement(String sql, Tuple parameters) {
    Future<RowSet<Row>> run(Pool pool) {
      return pool.preparedQuery(sql).execute(parameters);
    }
  }

  private final List<Statement> statements = new ArrayList<>();
  private final Pool real;

  Asked(Pool real) {
    this.real = real;
  }

  /** Since the last time. */
  List<Statement> take() {
    List<Statement> taken = List.copyOf(statements);
    statements.clear();
    return taken;
  }

  Pool pool() {
    return (Pool)
        Proxy.newProxyInstance(
            Pool.class.getClassLoader(),
            new Class<?>[] {Pool.class},
            (proxy, method, arguments) ->
                method.getName().equals("preparedQuery") && arguments.length == 1
                    ? query((String) arguments[0])
                    : call(method, real, arguments));
  }

  private Object query(String sql) {
    PreparedQuery<RowSet<Row>> query = real.preparedQuery(sql);
    return Proxy.newProxyInstance(
        Pool.class.getClassLoader(),
        new Class<?>[] {PreparedQuery.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("execute") && arguments != null && arguments.length == 1) {
            statements.add(new Statement(sql, (Tuple) arguments[0]));
          }
          return call(method, query, arguments);
        });
  }

  private static Object call(Method method, Object on, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
