using System.Net;
using Negotiations.Server.Security;

namespace Negotiations.Server.Tests.Security;

/// <summary>Who counts as one caller, and which limits there can be.</summary>
public sealed class LimitRules
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002")]
    public void Addresses_of_one_network_count_together(string address, string counted) =>
        Assert.Equal(counted, RequestLimits.AddressOf(IPAddress.Parse(address)));

    [Fact]
    public void A_limit_of_nothing_keeps_the_server_from_starting() =>
        Assert.Throws<InvalidOperationException>(() =>
            Application.Build(
                new Dictionary<string, string?> { ["limits:requests:perKey"] = "0" },
                "Host=nowhere",
                "http://127.0.0.1:0",
                "nowhere"
            )
        );
}
