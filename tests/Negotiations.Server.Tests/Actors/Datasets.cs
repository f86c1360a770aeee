using Negotiations.Server.Tests.Importing;

namespace Negotiations.Server.Tests.Actors;

/// <summary>A dataset brings actors of its own: they are registered under its numbers, and no state is
/// guessed.</summary>
public sealed class Datasets(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_import_registers_the_actors_that_its_dataset_numbers_itself_once()
    {
        (await server.Monitor.Imports("ucdp-ged", FieldData.Ged, "2023-05-31")).IsDone();
        var found = await server.Nobody.Asks("/api/actors?kind=non-state&q=UCDP&limit=200").Succeeds();
        var codes = found.Each("items", "code");
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.StartsWith("UCDP-", code, StringComparison.Ordinal));

        var one = await server.Nobody.Asks($"/api/actors/{codes[0]}").Succeeds();
        Assert.Equal("ucdp", one["actor.ids.0.scheme"]);
        Assert.Equal(codes[0]!["UCDP-".Length..], one["actor.ids.0.id"]);
        var byNumber = await server.Nobody.Asks($"/api/actors/ucdp:{one["actor.ids.0.id"]}").Succeeds();
        Assert.Equal(codes[0], byNumber["actor.code"]);
        Assert.Equal(one["actor.name"], (await server.Nobody.Asks($"/api/parties/{codes[0]}").Succeeds())["name"]);

        var before = await server.CountAsync();
        (await server.Monitor.Imports("ucdp-ged", FieldData.Ged, "2023-06-30")).IsDone();
        Assert.Equal(before, await server.CountAsync());
        await server.IsSoundAsync();
    }
}
