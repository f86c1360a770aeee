using System.Globalization;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Values;

namespace Negotiations.Specs.Actors;

/// <summary>The actors that ship with the program fit together.</summary>
public sealed class CatalogueSpecs
{
    private static readonly ActorRegistry Registry = ActorRegistry.BuiltIn;

    private static readonly string[] Shared =
    [
        "Congo",
        "Конго",
        "Korea",
        "Корея",
        "Virgin Islands",
        "Saint Martin",
        "ROC",
        "РК",
        "AQ",
        "AU",
        "EC",
        "GA",
        "IS",
        "PA",
        "SA",
        "SC",
        "SG",
    ];

    [Fact]
    public void Every_state_and_territory_of_iso_3166_1_is_there()
    {
        var today = Registry
            .All.Where(each => each.Kind is ActorKind.State or ActorKind.Territory)
            .Where(each => each.Until is null && each.Code.Length == 3)
            .ToList();
        Assert.Equal(250, today.Count);
        Assert.All(today, each => Assert.Contains(each.Ids!, id => id.Scheme == "alpha2" && id.Id.Length == 2));
        Assert.All(today.Where(each => each.Code != "XKX"), each =>
            Assert.Contains(each.Ids!, id => id.Scheme == "numeric")
        );
        Assert.All(today, each => Assert.Equal(["en", "ky", "ru", "tg"], each.Names.Keys.Order()));
    }

    [Fact]
    public void Every_code_can_be_stored_by_an_event() =>
        Assert.All(Registry.All, each => Assert.True(ActorCode.IsCode(each.Code), each.Code));

    [Fact]
    public void Numbers_are_in_their_ranges_and_mean_one_actor_of_today()
    {
        var ids = Registry
            .All.SelectMany(each => (each.Ids ?? []).Select(id => (each.Code, each.Until, Id: id)))
            .ToList();
        Assert.All(ids.Where(each => each.Id.Scheme is "gw" or "cow"), each =>
            Assert.InRange(int.Parse(each.Id.Id, CultureInfo.InvariantCulture), 2, 990)
        );
        Assert.All(ids.Where(each => each.Id.Scheme == "numeric"), each => Assert.Matches("^[0-9]{3}$", each.Id.Id));
        Assert.All(ids.Where(each => each.Id.Scheme == "wikidata"), each =>
            Assert.Matches("^Q[1-9][0-9]*$", each.Id.Id)
        );
        Assert.Empty(Twice(ids.Where(each => each.Id.Until is null && each.Until is null).Select(each => each.Id)));
        Assert.Empty(Twice(ids.Where(each => each.Id.Scheme == "wikidata").Select(each => each.Id)));
    }

    [Fact]
    public void Every_name_names_its_actor_unless_several_share_it() =>
        Assert.Empty(
            from actor in Registry.All
            from name in NamesOf(actor)
            where !Shared.Contains(name) && Registry.Find(name)?.Code != actor.Code
            select $"{actor.Code} {name} -> {Registry.Find(name)?.Code}"
        );

    [Fact]
    public void Relations_and_successors_are_known() =>
        Assert.All(
            Registry.All.SelectMany(each =>
                (each.Relations ?? []).Select(relation => relation.To).Concat(each.Successors ?? [])
            ),
            code => Assert.NotNull(Registry.At(code))
        );

    [Fact]
    public void Related_actors_are_related()
    {
        Assert.Contains(Registry.RelatedTo("AFG"), each =>
            each is { Actor.Code: "AFG-TAL", Kind: ActorRelationKind.AuthorityIn }
        );
        Assert.Contains(Registry.RelatedTo("UN"), each =>
            each is { Actor.Code: "UNSG", Kind: ActorRelationKind.OrganOf }
        );
        Assert.Equal(27, Registry.RelatedTo("EU").Count(each => each.Kind == ActorRelationKind.MemberOf));
    }

    [Fact]
    public void Every_actor_and_country_of_the_casebook_is_known_by_its_own_code()
    {
        HashSet<string> codes = [];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Casebook"), "*.json"))
            Collect(JsonDocument.Parse(File.ReadAllText(file)).RootElement, codes);

        Assert.Contains("UNPDTF", codes);
        Assert.All(codes, code => Assert.Equal(code, Registry.Find(code)?.Code));
    }

    [Fact]
    public void The_numbers_of_the_importers_mean_the_same_here()
    {
        var assembly = typeof(Negotiations.Import.Formats.DatasetFormat).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream("Countries.tsv")!);
        var rows = reader
            .ReadToEnd()
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToList();
        Assert.Equal(250, rows.Count);
        Assert.All(rows.Where(row => row[1] != "-"), row => Assert.Equal(row[0], Registry.Find($"ISO:{row[1]}")?.Code));

        // Some columns there hold the number of the Correlates of War (Yemen's 679, and Serbia's 345), or, in a dataset
        // of other years, that of the state before: each number means the same state here in one of the two.
        Assert.All(
            rows.SelectMany(row => row[2].Split(' ').Where(number => number != "-").Select(number => (row[0], number))),
            each =>
                Assert.Contains(
                    each.Item1,
                    new[] { "GW", "COW" }.Select(scheme => Registry.Find($"{scheme}:{each.number}")?.Code)
                )
        );
    }

    private static IEnumerable<ActorIdentifier> Twice(IEnumerable<ActorIdentifier> ids) =>
        ids.GroupBy(id => (id.Scheme, id.Id)).Where(group => group.Count() > 1).Select(group => group.First());

    private static IEnumerable<string> NamesOf(KnownActor actor) =>
        [.. actor.Names.Values, .. actor.OtherNames ?? [], .. actor.FormerNames ?? [], .. actor.Abbreviations ?? []];

    private static void Collect(JsonElement element, HashSet<string> codes)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Collect(item, codes);
        else if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name == "actors")
                    codes.UnionWith(
                        member.Value.EnumerateArray().Select(actor => actor.GetProperty("id").GetString()!)
                    );
                else if (
                    member.Name is "country" or "by" or "party" or "side" or "announcedBy" or "instructedBy"
                    && member.Value.ValueKind == JsonValueKind.String
                )
                    codes.UnionWith(member.Value.GetString()!.Split(", "));
                else
                    Collect(member.Value, codes);
            }
    }
}
