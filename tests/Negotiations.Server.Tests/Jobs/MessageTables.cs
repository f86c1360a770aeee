using Microsoft.Extensions.DependencyInjection;
using Negotiations.Store.Jobs;
using Weasel.Core.Migrations;
using Wolverine.Persistence.Durability;

namespace Negotiations.Server.Tests.Jobs;

/// <summary>
/// Wolverine made its tables as their owner, and the server works with them in a role that can make none.
/// </summary>
public sealed class MessageTables(TestServer server) : IClassFixture<TestServer>
{
    // Throws with the statements that are missing.
    [Fact]
    public async Task Wolverine_finds_every_table_as_it_wants_it() =>
        await ((IDatabase)server.Services.GetRequiredService<IMessageStore>()).AssertDatabaseMatchesConfigurationAsync(
            Postgres.Scratch.Stop
        );

    [Fact]
    public async Task The_role_of_the_server_can_make_no_table_there() =>
        Assert.Equal(
            false,
            await server.SqlAsync(
                $"select has_schema_privilege(rolname, '{JobStorage.Schema}', 'create') from pg_roles "
                    + $"where rolname = '{Role()}'"
            )
        );

    string Role() =>
        new Npgsql.NpgsqlConnectionStringBuilder(Security.AppendOnly.Connections(server.First).Server).Username!;
}
