using Microsoft.Extensions.Configuration;
using Negotiations.Server.Webhooks;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>What holds where the operator says nothing, and what an operator may not say.</summary>
public sealed class Settings
{
    [Fact]
    public void An_event_is_tried_for_three_days_and_more_often_at_first()
    {
        var backoff = Of([]).Backoff;

        Assert.InRange(backoff.Sum(each => each.TotalHours), 71, 73);
        Assert.Equal(backoff.Order(), backoff);
        Assert.Equal(TimeSpan.FromSeconds(5), backoff[0]);
        Assert.False(Of([]).AllowsLocal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("0:0:5, 0:0:0")]
    [InlineData("-0:0:5")]
    public void A_pause_that_is_none_keeps_the_server_from_starting(string text) =>
        Assert.Contains(
            "webhooks:backoff",
            Assert.Throws<InvalidDataException>(() => Of(new() { ["webhooks:backoff"] = text })).Message,
            StringComparison.Ordinal
        );

    static WebhookSettings Of(Dictionary<string, string?> settings) =>
        WebhookSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
