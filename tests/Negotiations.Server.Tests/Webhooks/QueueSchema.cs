using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Negotiations.Store.Schema;
using Weasel.Core.Migrations;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Postgresql;

namespace Negotiations.Server.Tests.Webhooks;

/// <summary>The queue's tables are made by us and used by Wolverine: a newer Wolverine must not find them wanting.</summary>
public sealed class QueueSchema(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Wolverine_finds_every_table_as_it_wants_it()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            options.ApplicationAssembly = typeof(Tables).Assembly;
            options.Discovery.DisableConventionalDiscovery();
            options.PersistMessagesWithPostgresql(server.ConnectionString, Tables.Schema).EnableCommandQueues(false);
        });
        using var host = builder.Build();
        var store = (IDatabase)host.Services.GetRequiredService<IMessageStore>();

        // Throws with the statements that are missing.
        await store.AssertDatabaseMatchesConfigurationAsync(Postgres.Scratch.Stop);
    }
}
