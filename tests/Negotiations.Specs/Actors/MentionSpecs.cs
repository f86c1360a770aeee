using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Specs.Actors;

/// <summary>An event is sent with any names of its actors and recorded with their codes; the words stand beside
/// them.</summary>
public sealed class MentionSpecs
{
    private const string Head =
        """ "type": "round-held", "occurred": "1985-03", "sources": [{ "publisher": "Kabar" }] """;

    [Theory]
    [InlineData(""" "actors": [{ "id": "KGZ", "role": "host" }] """)]
    [InlineData(""" "actors": [{ "id": "AFG-TAL" }], "place": { "name": "Osh", "country": "KGZ" } """)]
    [InlineData(""" "place": { "name": "Osh", "country": "SUN" } """)]
    [InlineData(""" "actors": 3 """)]
    [InlineData(""" "actors": [{ "id": 3 }, "x"] """)]
    [InlineData(""" "note": "Kyrgyzstan" """)]
    [InlineData(""" "actors": [{ "id": "Kyrgyzstan\u0000" }] """)]
    public void What_has_codes_or_cannot_be_read_is_left_as_it_is(string members)
    {
        var (resolved, refusal) = Resolve(members);
        Assert.Null(resolved);
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData(""" "actors": [{ "id": "Киргизия" }] """, "/actors/0/id", "KGZ", "Киргизия")]
    [InlineData(""" "actors": [{ "id": "kgz" }] """, "/actors/0/id", "KGZ", null)]
    [InlineData(""" "actors": [{ "id": "GW:365" }] """, "/actors/0/id", "SUN", "GW:365")]
    [InlineData(""" "signatories": ["KGZ", "Turkey"] """, "/signatories/1", "TUR", "Turkey")]
    [InlineData(""" "party": "the Taliban" """, "/party", "AFG-TAL", "the Taliban")]
    [InlineData(""" "by": ["UN", "ОДКБ"] """, "/by/1", "CSTO", "ОДКБ")]
    [InlineData(""" "side": "Tajikistan" """, "/side", "TJK", "Tajikistan")]
    [InlineData(""" "place": { "country": "Кыргызстан" } """, "/place/country", "KGZ", "Кыргызстан")]
    [InlineData(""" "patch": { "party": "Syria" } """, "/patch/party", "SYR", "Syria")]
    public void A_name_gives_its_code_and_the_words_stay(string members, string at, string code, string? words)
    {
        var (resolved, refusal) = Resolve(members);
        Assert.Null(refusal);
        var value = at.Trim('/')
            .Split('/')
            .Aggregate(resolved!.Value, (each, step) =>
                int.TryParse(step, out var index) ? each[index] : each.GetProperty(step)
            );
        Assert.Equal(code, value.GetString());
        Assert.Equal(
            words is null ? null : new NamedActor(code, words),
            resolved.Value.TryGetProperty("named", out var named)
                ? Assert.Single(named.Deserialize<IReadOnlyList<NamedActor>>(EventJson.Options)!)
                : null
        );
    }

    [Theory]
    [InlineData(""" "actors": [{ "id": "KGZ" }, { "id": "Tajikstan" }] """, "/actors/1/id")]
    [InlineData(""" "signatories": ["Tajikstan"] """, "/signatories/0")]
    [InlineData(""" "forParty": "Tajikstan" """, "/forParty")]
    [InlineData(""" "place": { "country": "Tajikstan" } """, "/place/country")]
    [InlineData(""" "place": { "country": "TJX" } """, "/place/country")]
    [InlineData(""" "patch": { "place": { "country": "TJX" } } """, "/patch/place/country")]
    [InlineData(""" "patch": { "actors": [{ "id": "Tajikstan" }] } """, "/patch/actors/0/id")]
    public void What_names_nothing_is_refused_at_its_place(string members, string at)
    {
        var (_, refusal) = Resolve(members);
        Assert.Equal((UnknownActor.Type, at), (refusal?.Type, refusal?.At));
        Assert.Contains("TJK (Tajikistan)", refusal!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "side": "side-a" """)]
    [InlineData(""" "by": "both governments" """)]
    public void Words_that_name_no_actor_stay_where_words_may_stand(string members)
    {
        var (resolved, refusal) = Resolve(members);
        Assert.Null(refusal);
        Assert.True(resolved is null || !resolved.Value.TryGetProperty("named", out _));
    }

    [Theory]
    [InlineData("SCO", "which is no country")]
    [InlineData("the Taliban", "AFG-TAL (Taliban), which is no country")]
    [InlineData("ZZZ", "'ZZZ' names no")]
    public void A_place_is_in_a_country_and_not_in_a_body(string country, string says)
    {
        var (_, refusal) = Resolve($$""" "place": { "country": "{{country}}" } """);
        Assert.Equal((UnknownActor.Type, "/place/country"), (refusal?.Type, refusal?.At));
        Assert.Contains(says, refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_resolved_once_is_not_resolved_again()
    {
        var (once, _) = Resolve(""" "actors": [{ "id": "Turkey" }, { "id": "Türkiye" }] """);
        Assert.Equal(2, once!.Value.GetProperty("named").GetArrayLength());
        Assert.Null(ActorMentions.Resolve(once.Value, ActorRegistry.BuiltIn).Resolved);
    }

    [Fact]
    public void A_merged_actor_is_recorded_as_the_one_it_is()
    {
        var registry = ActorRegistry.BuiltIn.With(ActorRegistry.BuiltIn.At("TTP")! with { MergedInto = "AFG-TAL" });
        var (resolved, _) = ActorMentions.Resolve(
            JsonSerializer.Deserialize<JsonElement>("""{ "party": "TTP" }"""),
            registry
        );
        Assert.Equal("AFG-TAL", resolved!.Value.GetProperty("party").GetString());
        Assert.Equal(["AFG-TAL", "TTP"], registry.CodesOf("TTP"));
        Assert.True(registry.IsSame("TTP", "AFG-TAL"));
    }

    [Theory]
    [InlineData(""" "type": "actor-merged", "into": "Киргизия" """, "/into", "KGZ")]
    [InlineData(""" "type": "actor-succeeded", "by": ["UN", "Turkey"] """, "/by/1", "TUR")]
    [InlineData(""" "type": "actor-registered", "relations": [{ "to": "ОДКБ" }] """, "/relations/0/to", "CSTO")]
    [InlineData(""" "type": "actor-renamed", "place": { "country": "Киргизия" } """, "/place/country", "KGZ")]
    public void The_registry_speaks_of_itself_by_any_name_and_of_entries_by_their_own_codes(
        string members,
        string at,
        string code
    )
    {
        var merged = ActorRegistry.BuiltIn.With(ActorRegistry.BuiltIn.At("TTP")! with { MergedInto = "AFG-TAL" });
        Assert.Equal(code, At(members, at, ActorRegistry.BuiltIn));

        // An entry that was merged is named by its own code, or a merge would be into another than was sent.
        var own = members.Replace("Киргизия", "TTP", StringComparison.Ordinal);
        if (at == "/into")
            Assert.Null(ActorMentions.Resolve(JsonSerializer.Deserialize<JsonElement>($"{{{own}}}"), merged).Resolved);

        var misspelt = members.Replace("Киргизия", "Киргизя", StringComparison.Ordinal);
        var refusal = ActorMentions
            .Resolve(JsonSerializer.Deserialize<JsonElement>($"{{{misspelt}}}"), ActorRegistry.BuiltIn)
            .Refusal;
        Assert.Equal(misspelt == members ? null : at, refusal?.At);
    }

    [Fact]
    public void Members_of_the_registry_are_none_of_a_fact()
    {
        var (resolved, refusal) = Resolve(""" "into": "no one", "relations": [{ "to": "no one" }] """);
        Assert.Null(refusal);
        Assert.Equal("no one", resolved?.GetProperty("into").GetString() ?? "no one");
    }

    private static string? At(string members, string at, ActorRegistry registry)
    {
        var sent = JsonSerializer.Deserialize<JsonElement>($"{{{members}}}");
        var value = at.Trim('/')
            .Split('/')
            .Aggregate(ActorMentions.Resolve(sent, registry).Resolved!.Value, (each, step) =>
                int.TryParse(step, out var index) ? each[index] : each.GetProperty(step)
            );
        return value.GetString();
    }

    private static (JsonElement? Resolved, Negotiations.Record.Refusal? Refusal) Resolve(string members) =>
        ActorMentions.Resolve(
            JsonSerializer.Deserialize<JsonElement>($"{{ {Head}, {members} }}"),
            ActorRegistry.BuiltIn
        );
}
