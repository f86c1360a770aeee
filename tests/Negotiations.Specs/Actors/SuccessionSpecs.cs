using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Specs.Actors;

/// <summary>An actor ends and others follow it; what was wrong about that is undone without a trace, and no actor
/// follows itself over any number of steps.</summary>
public sealed class SuccessionSpecs
{
    private static readonly DateOnly Today = new(2025, 2, 1);

    [Fact]
    public void A_succession_that_is_undone_leaves_the_actor_as_it_was()
    {
        var before = After(One, Registration(1));
        var ended = Followed(2, "2024-05", "TWO");
        Assert.Equal(2024, After(One, Registration(1), ended).Until);
        Assert.Equal(Bytes(before), Bytes(After(One, Registration(1), ended, Undone(3, 2))));

        // As it ships, where nothing else is recorded.
        var shipped = ActorRegistry.BuiltIn.At("SUN")!;
        var again = Followed(2, "1993", "UKR");
        Assert.Equal(["UKR"], After("SUN", again).Successors);
        Assert.Equal(Bytes(shipped), Bytes(After("SUN", again, Undone(3, 2))));
    }

    [Fact]
    public void Of_several_successions_the_last_that_was_not_undone_counts()
    {
        ActorEvent[] twice = [Registration(1), Followed(2, "2020", "TWO"), Followed(3, "2024", "THREE")];
        Assert.Equal((2024, "THREE"), Followers(After(One, twice)));
        Assert.Equal((2020, "TWO"), Followers(After(One, [.. twice, Undone(4, 3)])));
        Assert.Equal((2024, "THREE"), Followers(After(One, [.. twice, Undone(4, 2)])));
        Assert.Equal((null, null), Followers(After(One, [.. twice, Undone(4, 2), Undone(5, 3)])));
    }

    [Theory]
    [InlineData("2025-02", null)]
    [InlineData("2025-03", "reported-before-it-happened")]
    [InlineData("9999", "reported-before-it-happened")]
    public void What_is_still_to_come_has_changed_no_actor(string when, string? refused)
    {
        Assert.Equal(refused, Refused(One, Followed(2, when, "TWO"), Registered)?.Type);
        Assert.Equal(
            refused,
            Refused("NEW", Registration(2, "NEW") with { Occurred = Edtf.Parse(when) }, ActorRecord.Of("NEW"))?.Type
        );
    }

    [Fact]
    public void Who_is_named_twice_followed_once()
    {
        Assert.Equal(["TWO"], After(One, Registration(1), Followed(2, "2020", "TWO", "TWO")).Successors);
        ActorRelation[] twice = [new(ActorRelationKind.MemberOf, "UN"), new(ActorRelationKind.MemberOf, "UN")];
        Assert.Single(After(One, Registration(1) with { Relations = twice }).Relations!);
    }

    [Fact]
    public void Only_a_succession_that_counts_can_be_undone()
    {
        var ended = Registered.With(Followed(2, "2024", "TWO"));
        Assert.Null(Refused(One, Undone(3, 2), ended));
        Assert.Equal("succession-not-found", Refused(One, Undone(3, 9), ended)?.Type);
        Assert.Equal("succession-not-found", Refused(One, Undone(3, 2), Registered)?.Type);
        Assert.Equal("succession-not-found", Refused(One, Undone(4, 2), ended.With(Undone(3, 2)))?.Type);
        Assert.Contains(Id(2).ToString(), Refused(One, Undone(3, 9), ended)?.Detail, StringComparison.Ordinal);

        var merged = ended.With(Merge(4, "IFAS"));
        Assert.Equal("actor-merged", Refused(One, Undone(5, 2), merged)?.Type);
    }

    [Fact]
    public void Actors_do_not_follow_each_other_in_a_circle()
    {
        var one = Registered.With(Followed(2, "2020", "TWO"));
        var two = Entry("TWO").With(Followed(3, "2022", "THREE"));
        Assert.Equal("succession-circle", Refused("TWO", Followed(4, "2022", One), Entry("TWO"), one)?.Type);
        Assert.Equal("succession-circle", Refused("THREE", Followed(4, "2024", One), Entry("THREE"), one, two)?.Type);
        Assert.Null(Refused("THREE", Followed(4, "2024", "IFAS"), Entry("THREE"), one, two));

        var free = one.With(Undone(5, 2));
        Assert.Null(Refused("TWO", Followed(4, "2022", One), Entry("TWO"), free));
    }

    [Fact]
    public void Who_followed_another_is_not_the_same_as_it()
    {
        var one = Registered.With(Followed(2, "2020", "TWO"));
        Assert.Equal("succession-circle", Refused(One, Merge(3, "TWO"), one, Entry("TWO"))?.Type);
        Assert.Equal("succession-circle", Refused("TWO", Merge(3, One), Entry("TWO"), one)?.Type);
        Assert.Null(Refused(One, Merge(3, "THREE"), one, Entry("TWO"), Entry("THREE")));

        // By whatever code: TWO is merged into THREE, which followed ONE by that.
        var merged = Entry("TWO").With(Merge(4, "THREE"));
        Assert.Equal("succession-circle", Refused(One, Merge(5, "THREE"), one, merged, Entry("THREE"))?.Type);
        Assert.Equal("succeeds-itself", Refused("THREE", Followed(6, "2024", "TWO"), Entry("THREE"), merged)?.Type);
    }

    [Fact]
    public void A_name_of_an_actor_that_is_merged_into_it_is_not_taken_over()
    {
        var merged = Registered.With(Merge(2, "TWO"));
        var renamed = new ActorRenamed
        {
            EventId = Id(3),
            Sources = [Gazette],
            Reason = "Decree",
            Names = Named("Actor one"),
        };
        var refusal = Refused("TWO", renamed, Entry("TWO"), merged);
        Assert.Equal(("actor-known", "/names"), (refusal?.Type, refusal?.At));
        Assert.Contains("merge TWO into ONE", refusal!.Detail, StringComparison.Ordinal);

        // Its own name once more, or one that no one has, is fine.
        Assert.Null(Refused("TWO", renamed with { Names = Named("actor Two") }, Entry("TWO"), merged));
        Assert.Null(Refused("TWO", renamed with { Names = Named("Another") }, Entry("TWO"), merged));
    }

    [Fact]
    public void What_was_erased_of_an_entry_names_no_actor()
    {
        var registration = Registration(1) with
        {
            OtherNames = ["Other name"],
            Abbreviations = ["ONE-AND-ONLY"],
            Ids = [new ActorIdentifier("wikidata", "Q99999999")],
            Relations = [new ActorRelation(ActorRelationKind.OrganOf, "UN")],
        };
        var known = Registry(Entry(One, registration));
        foreach (var text in new[] { "Actor one", "Other name", "ONE-AND-ONLY", "Q99999999" })
            Assert.Equal(One, known.Find(text)?.Code);

        var erased = Registry(Entry(One, (ActorRegistered)Erased(registration)));
        foreach (var text in new[] { "Actor one", "Other name", "Q99999999", "[erased]", "erased", One })
            Assert.Equal(text == One ? One : null, erased.Find(text)?.Code);

        Assert.Equal(One, erased.At(One)!.NameIn("en"));
        Assert.Contains(erased.RelatedTo("UN"), each => each.Actor.Code == One);
        Assert.DoesNotContain(erased.Suggest("Actor ones"), each => each.Code == One);

        // A name that it was given later stands; one that is erased leaves none behind.
        var renamed = new ActorRenamed
        {
            EventId = Id(2),
            Sources = [Gazette],
            Reason = "Decree",
            Names = Named("Later name"),
        };
        Assert.Equal("Later name", After(One, Erased(registration), renamed).NameIn("en"));
        Assert.Equal(One, After(One, registration, Erased(renamed)).NameIn("en"));
        Assert.Equal(["Actor one"], After(One, registration, Erased(renamed)).FormerNames);
    }

    [Fact]
    public void Codes_stay_when_a_merge_or_a_succession_is_erased()
    {
        Assert.Equal("TWO", ((ActorMerged)Erased(Merge(1, "TWO"))).Into);
        Assert.Equal(["TWO"], ((ActorSucceeded)Erased(Followed(1, "2024", "TWO"))).By);
        Assert.Equal(Redaction.Mark, ((ActorMerged)Erased(Merge(1, "TWO"))).Reason);
    }

    private const string One = "ONE";

    private static readonly Source Gazette = new() { Publisher = "Gazette" };

    private static ActorRecord Registered => Entry(One);

    private static ActorEvent Erased(ActorEvent @event)
    {
        var recorded = new RecordedEvent(@event.EventId!.Value, 1, 1, DateTimeOffset.UnixEpoch, "m", @event);
        var left = JsonSerializer.Deserialize<System.Text.Json.Nodes.JsonObject>(Redaction.Of(recorded, null))!;
        left.Insert(0, "type", EventJson.NameOf(@event));
        return JsonSerializer.Deserialize<ActorEvent>(left, EventJson.Options)! with { EventId = @event.EventId };
    }

    private static ActorRecord Entry(string code, ActorRegistered? registration = null) =>
        ActorRecord.Of(code).With(registration ?? Registration(1, code));

    private static ActorRegistered Registration(int id, string code = One) =>
        new()
        {
            EventId = Id(id),
            Sources = [Gazette],
            Reason = "Named in a protocol",
            Kind = ActorKind.Organisation,
            Names = Named($"Actor {code.ToLowerInvariant()}"),
        };

    private static ActorSucceeded Followed(int id, string when, params string[] by) =>
        new()
        {
            EventId = Id(id),
            Sources = [Gazette],
            Reason = "Dissolved",
            Occurred = Edtf.Parse(when),
            By = by,
        };

    private static ActorSuccessionUndone Undone(int id, int succession) =>
        new()
        {
            EventId = Id(id),
            Sources = [Gazette],
            Reason = "It was not dissolved",
            Succession = Id(succession),
        };

    private static ActorMerged Merge(int id, string into) =>
        new()
        {
            EventId = Id(id),
            Sources = [Gazette],
            Reason = "The same body",
            Into = into,
        };

    private static Dictionary<string, string> Named(string name) => new() { ["en"] = name };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static KnownActor After(string code, params ActorEvent[] events) =>
        ActorFold.Of(code, ActorRegistry.BuiltIn.At(code), events)!;

    private static (int?, string?) Followers(KnownActor actor) => (actor.Until, actor.Successors?.Single());

    private static ActorRegistry Registry(params ActorRecord[] entries) =>
        ActorRegistry.BuiltIn.With(entries.Select(each => each.Actor()).OfType<KnownActor>());

    private static Refusal? Refused(string code, ActorEvent @event, ActorRecord entry, params ActorRecord[] others)
    {
        // Those that are named and of which nothing more is recorded.
        var rest = new[] { One, "TWO", "THREE" }
            .Where(each => each != code && others.All(other => other.Code != each))
            .Select(each => Entry(each));
        var registry = Registry([entry, .. others, .. rest]);
        return ChangeActor.Decide(new ChangeActor(code, @event), entry, registry, Today) is ActorDecision.Refused no
            ? no.Refusal
            : null;
    }

    private static string Bytes(KnownActor actor) => JsonSerializer.Serialize(actor, EventJson.Options);
}
