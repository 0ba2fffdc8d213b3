package rapport.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,,10.0.0.1",
    "2001:db8:1:2:3:4:5:6,,20:01:0d:b8:00:01:00:02",
    "2001:db8:1:2::9,,20:01:0d:b8:00:01:00:02",
    "::ffff:10.0.0.1,,10.0.0.1",
    "10.0.0.1,203.0.113.7,203.0.113.7",
    "10.0.0.1,'6.6.6.6, 203.0.113.7',203.0.113.7",
    "10.0.0.1,203.0.113.7:4711,203.0.113.7",
    "10.0.0.1,'[2001:db8:1:2::9]:4711',20:01:0d:b8:00:01:00:02",
    "10.0.0.1,unknown,10.0.0.1",
    "10.0.0.1,'203.0.113.7,',10.0.0.1",
  })
  void party_isWhoTheNearestProxySaysOrWhoIsConnected(
      String remote, String forwarded, String party) {
    assertThat(Address.of(remote, forwarded)).isEqualTo(party);
  }

  @ParameterizedTest
  @CsvSource({"'',''", ",x"})
  void nobody_isOneParty(String remote, String forwarded) {
    assertThat(Address.of(remote, forwarded)).isEmpty();
  }
}
