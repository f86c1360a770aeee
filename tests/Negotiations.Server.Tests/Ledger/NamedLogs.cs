using Microsoft.Extensions.Configuration;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Ledger;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>A log keeps the name that it began with, and a setting that says another is not passed over.</summary>
public sealed class NamedLogs
{
    [Fact]
    public void A_start_with_another_name_than_the_logs_own_is_refused_with_both()
    {
        using var folder = new Scratch();
        Assert.Equal("talks.example/first", Load("talks.example/first").Origin);
        Assert.Equal("talks.example/first", Load("talks.example/first").Origin);
        Assert.Equal("talks.example/first", Load(null).Origin);

        var refused = Assert.Throws<InvalidDataException>(() => Load("talks.example/second"));
        Assert.Contains("'talks.example/second'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ledger:origin=talks.example/first", refused.Message, StringComparison.Ordinal);

        LedgerKey Load(string? origin) =>
            LedgerKey.Load(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?> { ["ledger:origin"] = origin })
                    .Build(),
                folder.Folder
            );
    }
}
