using Negotiations.Server.Tests.Importing;

namespace Negotiations.Server.Tests.Actors;

/// <summary>A dataset brings actors of its own: they are registered under its numbers, and no state is
/// guessed.</summary>
public sealed class Datasets(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_number_of_a_state_means_the_state_of_the_year_of_its_row()
    {
        const string File =
            "conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,territory_name,year,"
            + "intensity_level,gwno_a,gwno_loc\n"
            + "9001,Yugoslavia,Government of Serbia (Yugoslavia),83,Republic of Slovenia,767,1,,1991,1,345,345\n"
            + "9002,Soviet Union,Government of Russia (Soviet Union),57,APF,772,1,,1990,1,365,365\n"
            + "9003,Russia,Government of Russia (Soviet Union),57,Republic of Chechnya,765,1,,1995,1,365,365\n"
            + "9004,South Vietnam,Government of South Vietnam,109,FNL,321,2,,1963,2,817,817\n";
        (await server.Monitor.Imports("ucdp-acd", File, "2023-05-31")).IsDone();
        (string, string)[] expected = [("9001", "YUG"), ("9002", "SUN"), ("9003", "RUS"), ("9004", "GW-817")];
        foreach (var (conflict, state) in expected)
        {
            var status = await server.Nobody.Asks($"/api/negotiations/ucdp-conflict-{conflict}").Succeeds();
            Assert.Contains(state, status.Each("parties", "id"));
            Assert.DoesNotContain("SRB", status.Each("parties", "id"));
        }

        Assert.Equal("FNL", (await server.Nobody.Asks("/api/actors/UCDP-321").Succeeds())["actor.name"]);
    }

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
