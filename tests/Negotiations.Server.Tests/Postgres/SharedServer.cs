using Npgsql;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>What the other chapters build on: a database for each, a copy where one is prepared.</summary>
public sealed class SharedServer(TestDatabase databases)
{
    [Fact]
    public async Task Each_chapter_gets_a_database_of_its_own_and_may_start_from_a_copy()
    {
        var prepared = await databases.CreateDatabaseAsync("prepared");
        await Records.WriteAsync(prepared, "from the template");

        // Left open on purpose: a pool that still holds the template must not keep it from being copied.
        await using var open = new NpgsqlConnection(prepared);
        await open.OpenAsync(Scratch.Stop);
        var copy = await databases.CreateDatabaseAsync("copy", template: "prepared");
        await Records.WriteAsync(copy, "own");

        Assert.Equal("from the template, own", await Records.ReadAsync(copy));
        Assert.Equal("from the template", await Records.ReadAsync(prepared));
    }
}
