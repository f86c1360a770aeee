using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Specs.Actors;

/// <summary>The registry changes by events with a reason and a source, and a merge can be undone without a trace in any
/// view.</summary>
public sealed class RegistrySpecs
{
    private static readonly DateOnly Today = new(2025, 2, 1);
    private static readonly Source Gazette = new() { Publisher = "Gazette" };

    private static readonly ActorRegistered Commission = new()
    {
        EventId = Id(1),
        Sources = [Gazette],
        Reason = "Named in the protocol of 2 May",
        Kind = ActorKind.Organisation,
        Names = English("Joint Water Commission"),
        Abbreviations = ["JWC"],
        Relations = [new ActorRelation(ActorRelationKind.OrganOf, "IFAS")],
    };

    private static readonly ActorRecord Registered = ActorRecord.Of("WATER-COMMISSION").With(Commission);

    [Fact]
    public void A_registered_actor_is_known_by_all_its_names()
    {
        var registry = After("WATER-COMMISSION", Commission);
        Assert.Equal("WATER-COMMISSION", registry.Find("joint water commission")?.Code);
        Assert.Equal("WATER-COMMISSION", registry.Find("JWC")?.Code);
        Assert.Contains(registry.RelatedTo("IFAS"), each => each.Actor.Code == "WATER-COMMISSION");
        Assert.Null(ActorRegistry.BuiltIn.Find("JWC"));
    }

    [Fact]
    public void Registering_the_same_event_twice_records_it_once() =>
        Assert.IsType<ActorDecision.AlreadyRecorded>(Decide(Registered, Commission));

    [Fact]
    public void Another_event_under_a_recorded_id_is_refused() =>
        Assert.Equal("event-id-taken", Refused(Registered, Commission with { Reason = "Another" }));

    [Fact]
    public void A_code_or_a_name_that_is_known_is_not_registered_again()
    {
        Assert.Equal("actor-known", Refused(ActorRecord.Of("KG"), Commission));
        Assert.Equal("actor-known", Refused(ActorRecord.Of("KGZ"), Commission));
        Assert.Equal("actor-known", Refused(ActorRecord.Of("NEW"), Commission with { Names = English("Turkey") }));
        Assert.Equal("actor-known", Refused(ActorRecord.Of("NEW"), Commission with { OtherNames = ["Congo"] }));

        // AU is Australia's and the African Union's, so it names neither.
        Assert.Null(ActorRegistry.BuiltIn.Find("AU"));
        Assert.Equal("actor-known", Refused(ActorRecord.Of("AU"), Commission));
    }

    [Theory]
    [InlineData("alpha2", "KG", null, null, "actor-known")]
    [InlineData("numeric", "417", 1990, null, "actor-known")]
    [InlineData("gw", "703", null, null, "actor-known")]
    [InlineData("gw", "703", 1870, null, "actor-known")]
    [InlineData("gw", " 703 ", 1992, null, "actor-known")]
    [InlineData("gw", "703", 1870, 1876, null)]
    [InlineData("gw", "345", 1990, 1995, "actor-known")]
    [InlineData("gw", "345", 2006, 2010, null)]
    [InlineData("ucdp", "113", null, null, null)]
    [InlineData("ucdp", "Taliban", null, null, null)]
    [InlineData("wikidata", "Taliban", null, null, "actor-known")]
    [InlineData("former-code", "Kyrgyzstan", null, null, "actor-known")]
    [InlineData("alpha2", "РФ", null, null, "actor-known")]
    [InlineData("numeric", "703", null, null, "actor-known")]
    [InlineData("ucdp", "", null, null, "bad-identifier")]
    [InlineData("gw:", "703", null, null, "bad-identifier")]
    [InlineData("gw", "9998", -5, null, "bad-identifier")]
    [InlineData("gw", "9998", 1990, 10000, "bad-identifier")]
    public void A_code_in_another_collection_means_one_actor_and_is_no_name_of_another(
        string scheme,
        string id,
        int? since,
        int? until,
        string? refused
    )
    {
        var registered = Commission with { Ids = [new ActorIdentifier(scheme, id, since, until)] };
        var decision = Decide(ActorRecord.Of("NEW"), registered) as ActorDecision.Refused;
        Assert.Equal(refused, decision?.Refusal.Type);
        Assert.Equal(refused is null ? null : "/ids/0", decision?.Refusal.At);

        // What was known by a code or a name stays known by it.
        foreach (var (text, code) in new[] { ("GW:703", "KGZ"), ("Taliban", "AFG-TAL"), ("Kyrgyzstan", "KGZ") })
            Assert.Equal(code, refused is null ? After("NEW", registered).Find(text)?.Code : code);
    }

    [Fact]
    public void A_registration_says_why_who_and_how_it_is_called()
    {
        var actor = ActorRecord.Of("NEW");
        Assert.Equal("reason-missing", Refused(actor, Commission with { Reason = " " }));
        Assert.Equal("source-missing", Refused(actor, Commission with { Sources = [] }));
        Assert.Equal("name-missing", Refused(actor, Commission with { Names = new Dictionary<string, string>() }));
        var french = new Dictionary<string, string> { ["fr"] = "Commission" };
        Assert.Equal("unknown-language", Refused(actor, Commission with { Names = french }));
        Assert.Equal("bad-name", Refused(actor, Commission with { OtherNames = ["---"] }));
        Assert.Equal("bad-name", Refused(actor, Commission with { OtherNames = ["Кyrgyz Front"] }));
        Assert.Equal("bad-name", Refused(actor, Commission with { OtherNames = ["Front\u202E of Osh"] }));
        Assert.Equal("bad-name", Refused(actor, Commission with { OtherNames = ["Front\u0000"] }));
        Assert.Equal("bad-name", Refused(actor, Commission with { OtherNames = ["[Erased]"] }));
        string[] sound = ["Фронт Osh", "می\u200Cخواهم", "Μέτωπο-2"];
        Assert.IsType<ActorDecision.Accepted>(Decide(actor, Commission with { OtherNames = sound }));
        string[] many = [.. Enumerable.Range(0, 101).Select(i => $"Commission {i}")];
        Assert.Equal("too-many-names", Refused(actor, Commission with { OtherNames = many }));
        ActorRelation[] misspelt = [new(ActorRelationKind.OrganOf, "IFSA")];
        Assert.Equal("unknown-actor", Refused(actor, Commission with { Relations = misspelt }));
        Assert.Equal("bad-actor", Refused(ActorRecord.Of("new one"), Commission));
    }

    [Fact]
    public void A_renamed_actor_goes_on_being_known_by_its_former_name()
    {
        var renamed = new ActorRenamed
        {
            EventId = Id(2),
            Sources = [Gazette],
            Reason = "Decree",
            Names = English("Water Council"),
        };
        Assert.IsType<ActorDecision.Accepted>(Decide(Registered, renamed));
        var registry = After("WATER-COMMISSION", Commission, renamed);
        Assert.Equal("Water Council", registry.At("WATER-COMMISSION")!.NameIn("en"));
        Assert.Equal("WATER-COMMISSION", registry.Find("Joint Water Commission")?.Code);
        Assert.Equal("actor-known", Refused(Registered, renamed with { Names = English("Iran") }));
    }

    [Fact]
    public void A_merge_gives_all_names_to_the_other_and_an_unmerge_restores_every_byte()
    {
        var merged = Merge(3, "IFAS");
        var unmerged = Unmerge(3);
        Assert.IsType<ActorDecision.Accepted>(Decide(Registered, merged));
        Assert.IsType<ActorDecision.Accepted>(Decide(Registered.With(merged), unmerged));

        var before = After("WATER-COMMISSION", Commission);
        var during = After("WATER-COMMISSION", Commission, merged);
        var after = After("WATER-COMMISSION", Commission, merged, unmerged);
        Assert.Equal("IFAS", during.Find("JWC")?.Code);
        Assert.Equal("IFAS", during.Find("WATER-COMMISSION")?.Code);
        Assert.DoesNotContain(during.RelatedTo("IFAS"), each => each.Actor.Code == "WATER-COMMISSION");
        Assert.Equal(Bytes(before), Bytes(after));
        Assert.NotEqual(Bytes(before), Bytes(during));
        Assert.Equal("WATER-COMMISSION", after.Find("JWC")?.Code);
    }

    [Fact]
    public void A_merge_makes_no_circle_and_is_undone_by_its_own_id()
    {
        var merged = Merge(3, "IFAS");
        Assert.Equal("merge-into-itself", Refused(Registered, merged with { Into = "WATER-COMMISSION" }));
        Assert.Equal("unknown-actor", Refused(Registered, merged with { Into = "IFSA" }));
        Assert.Equal("actor-merged", Refused(Registered.With(merged), merged with { EventId = Id(5) }));
        Assert.Equal("not-merged", Refused(Registered, Unmerge(3)));
        Assert.Equal("merge-not-found", Refused(Registered.With(merged), Unmerge(9)));
        Assert.Equal("unknown-actor", Refused(ActorRecord.Of("NEVER-REGISTERED"), merged));

        var circle = After("WATER-COMMISSION", Commission, merged);
        var back = Merge(6, "WATER-COMMISSION");
        var refused = ChangeActor.Decide(new("IFAS", back), ActorRecord.Of("IFAS"), circle, Today);
        Assert.Equal("merge-into-itself", Assert.IsType<ActorDecision.Refused>(refused).Refusal.Type);
    }

    [Fact]
    public void A_succession_names_the_day_and_those_that_followed()
    {
        var ended = new ActorSucceeded
        {
            EventId = Id(7),
            Sources = [Gazette],
            Reason = "Dissolved",
            By = ["IFAS"],
            Occurred = Edtf.Parse("2024-05"),
        };
        Assert.IsType<ActorDecision.Accepted>(Decide(Registered, ended));
        Assert.Equal("occurred-missing", Refused(Registered, ended with { Occurred = null }));
        Assert.Equal("successor-missing", Refused(Registered, ended with { By = [] }));
        Assert.Equal("succeeds-itself", Refused(Registered, ended with { By = ["WATER-COMMISSION"] }));
        Assert.Equal("unknown-actor", Refused(Registered, ended with { By = ["IFSA"] }));
        var actor = After("WATER-COMMISSION", Commission, ended).At("WATER-COMMISSION")!;
        Assert.Equal((2024, "IFAS"), (actor.Until, Assert.Single(actor.Successors!)));
    }

    [Theory]
    [InlineData(
        """
            {"type":"actor-registered","eventId":"00000000-0000-0000-0000-000000000001",
            "sources":[{"publisher":"Gazette"}],"reason":"Named","kind":"non-state",
            "names":{"en":"Group"},"ids":[{"scheme":"ucdp","id":"113"}],
            "relations":[{"kind":"authority-in","to":"AFG"}]}
            """
    )]
    [InlineData(
        """
            {"type":"actor-renamed","eventId":"00000000-0000-0000-0000-000000000002",
            "occurred":"2022-06","sources":[{"publisher":"Gazette"}],"reason":"Decree",
            "names":{"en":"Türkiye"}}
            """
    )]
    [InlineData(
        """
            {"type":"actor-merged","eventId":"00000000-0000-0000-0000-000000000003",
            "sources":[{"publisher":"Gazette"}],"reason":"The same","into":"IFAS"}
            """
    )]
    [InlineData(
        """
            {"type":"actor-unmerged","eventId":"00000000-0000-0000-0000-000000000004",
            "sources":[{"publisher":"Gazette"}],"reason":"Not the same",
            "merge":"00000000-0000-0000-0000-000000000003"}
            """
    )]
    [InlineData(
        """
            {"type":"actor-succeeded","eventId":"00000000-0000-0000-0000-000000000005",
            "occurred":"1991-12-26","sources":[{"publisher":"Gazette"}],"reason":"Dissolved",
            "by":["RUS","KGZ"]}
            """
    )]
    public void The_form_on_the_wire_is_frozen(string wire)
    {
        var line = wire.ReplaceLineEndings("");
        var read = JsonSerializer.Deserialize<ActorEvent>(line, EventJson.Options)!;
        Assert.Equal(line, JsonSerializer.Serialize(read, EventJson.Options));
    }

    [Fact]
    public void Names_that_are_recorded_are_looked_for_beside_those_that_a_view_holds()
    {
        Assert.Empty(Beginning(ActorRegistry.BuiltIn, "Kirghiz"));
        Assert.Equal(["WATER-COMMISSION"], Beginning(After("WATER-COMMISSION", Commission), "commis"));

        var renamed = new ActorRenamed
        {
            EventId = Id(2),
            Sources = [Gazette],
            Reason = "Decree",
            Names = English("Kyrgyzland"),
        };
        var registry = After("KGZ", renamed);
        Assert.Equal(["KGZ"], Beginning(registry, "kyrgyzl"));
        Assert.Empty(Beginning(registry, "kirghizia"));
        Assert.Equal(["Kyrgyzland"], registry.RecordedNamesOf("KGZ"));
        Assert.Empty(registry.RecordedNamesOf("TJK"));

        // Merged, each is found by the names of both.
        var merged = After("WATER-COMMISSION", Commission, Merge(3, "IFAS"));
        Assert.Equal(["IFAS", "WATER-COMMISSION"], Beginning(merged, "jwc").Order());
        Assert.Equal(["WATER-COMMISSION"], Beginning(merged, "aral"));
    }

    private static IReadOnlyList<string> Beginning(ActorRegistry registry, string word) =>
        registry.CodesBeginning(Assert.Single(SearchTerms.Of(word).All));

    private static Dictionary<string, string> English(string name) => new() { ["en"] = name };

    private static ActorMerged Merge(int id, string into) =>
        new()
        {
            EventId = Id(id),
            Sources = [Gazette],
            Reason = "The same body",
            Into = into,
        };

    private static ActorUnmerged Unmerge(int merge) =>
        new()
        {
            EventId = Id(4),
            Sources = [Gazette],
            Reason = "Two bodies after all",
            Merge = Id(merge),
        };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static ActorRegistry After(string code, params ActorEvent[] events) =>
        ActorRegistry.BuiltIn.With(ActorFold.Of(code, ActorRegistry.BuiltIn.At(code), events)!);

    private static ActorDecision Decide(ActorRecord actor, ActorEvent @event) =>
        ChangeActor.Decide(
            new ChangeActor(actor.Code, @event),
            actor,
            actor.Actor() is { } known ? ActorRegistry.BuiltIn.With(known) : ActorRegistry.BuiltIn,
            Today
        );

    private static string Refused(ActorRecord actor, ActorEvent @event) =>
        Assert.IsType<ActorDecision.Refused>(Decide(actor, @event)).Refusal.Type;

    private static string Bytes(ActorRegistry registry) => JsonSerializer.Serialize(registry.All, EventJson.Options);
}
