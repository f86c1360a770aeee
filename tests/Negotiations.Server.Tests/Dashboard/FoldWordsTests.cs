using System.Text.Json.Nodes;
using Negotiations.Dashboard.Languages;
using Negotiations.Views;
using static Negotiations.Server.Tests.Dashboard.FoldSamples;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>What the folds say in English, pages say in the reader's language.</summary>
public sealed class FoldWordsTests
{
    static readonly IReadOnlyList<Words> Languages = [.. Language.All.Select(language => new Words(language))];

    [Fact]
    public void Every_rule_of_the_phase_and_of_the_instruments_is_said_in_every_language()
    {
        IReadOnlyList<(string Code, string English)> rules =
        [
            .. PhaseRule.All.Select(rule => (rule.Code, rule.English)),
            .. TreatyRule.All.Select(rule => (rule.Code, rule.English)),
        ];
        Assert.All(rules, rule =>
            Assert.All(Languages, words =>
                Assert.True(words.Rule(rule.Code) is { Length: > 0 }, $"{words.Language.Code}: {rule.Code}")
            )
        );
        Assert.Equal(
            rules.Select(rule => ($"said.rule.{rule.Code}", rule.English)).Order(),
            Language
                .English.Texts.Where(text => text.Key.StartsWith("said.rule.", StringComparison.Ordinal))
                .Select(text => (text.Key, text.Value))
                .Order()
        );
    }

    [Fact]
    public void Every_rule_of_the_phase_moves_one_and_an_explanation_has_its_code_and_its_sentence()
    {
        var fired = Ways.SelectMany(way =>
                Explanation
                    .Of(Recorded(way), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)), null)!
                    .Fields.Single(field => field.Field == "phase")
                    .Events
            )
            .Select(decider => (decider.RuleCode, decider.Rule))
            .Distinct()
            .Order();

        Assert.Equal(PhaseRule.All.Select(rule => ((string?)rule.Code, rule.English)).Order(), fired);
    }

    [Fact]
    public void Every_anomaly_of_the_catalogue_is_said_in_every_language()
    {
        var sentences = AnomalyCatalogue
            .Kinds.Values.SelectMany(
                kind => kind.Forms,
                (kind, form) => (Key: Words.KeyOf(kind.Code, form), form.English, form.Values.Count)
            )
            .ToList();

        Assert.All(sentences, sentence => Assert.Equal(sentence.English, Language.English.Texts[sentence.Key]));
        Assert.All(sentences, sentence =>
            Assert.All(Language.All, language =>
                Assert.Equal(
                    sentence.Count,
                    Enumerable
                        .Range(0, 9)
                        .Count(place => language.Texts[sentence.Key].Contains($"{{{place}}}", StringComparison.Ordinal))
                )
            )
        );
        Assert.All(AnomalyCatalogue.Kinds.Keys, code =>
            Assert.All(Language.All, language =>
                Assert.True(language.Texts.ContainsKey($"anomaly.{code}"), $"{language.Code}: {code}")
            )
        );
        Assert.Equal(
            sentences.Select(each => each.Key).Order(),
            Language.English.Texts.Keys.Where(key => key.StartsWith("said.anomaly.", StringComparison.Ordinal)).Order()
        );
    }

    [Fact]
    public void What_the_fold_finds_is_said_in_every_language_with_its_values()
    {
        var found = WithAnomalies
            .SelectMany(facts =>
                StatusFold.Of(Recorded(facts), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)))!.Status.Anomalies
            )
            .Concat(OfTheRecord())
            .Where(anomaly => AnomalyCatalogue.FormOf(anomaly.Code, anomaly.Values) is not null)
            .ToList();

        Assert.All(found, anomaly =>
            Assert.All(Languages, words =>
                Assert.True(
                    words.Anomaly(anomaly) is { Length: > 0 },
                    $"{words.Language.Code}: {anomaly.Code}: {anomaly.Text}"
                )
            )
        );
    }

    [Fact]
    public void Its_values_are_written_as_the_language_writes_them()
    {
        var fallen = StatusFold
            .Of(
                Recorded([
                    Toll("""{ "best": 30 }""", published: "2022-09-17"),
                    Toll("""{ "best": 20 }""", published: "2022-09-20"),
                ]),
                Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime))
            )!
            .Status.Anomalies;
        var totals = StatusFold
            .Of(Recorded(WithAnomalies[5]), Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime)))!
            .Status.Anomalies;

        Assert.Equal("Kabar: сначала 30 (погибшие), позже 20.", Russian.Anomaly(Assert.Single(fallen)));
        Assert.Equal(
            "Вся граница указана как 970 км и как 1\u00a0100–1\u00a0200 км.",
            Russian.Anomaly(Assert.Single(totals))
        );
    }

    [Fact]
    public void A_name_that_looks_like_a_sentence_is_still_one_name()
    {
        var outlet = StatusFold
            .Of(
                Recorded([
                    Toll("""{ "best": 30 }""", published: "2022-09-17", publisher: "Ministry, as first counted by BBC"),
                    Toll("""{ "best": 20 }""", published: "2022-09-20", publisher: "Ministry, as first counted by BBC"),
                ]),
                Clocks.On(DateOnly.FromDateTime(Now.UtcDateTime))
            )!
            .Status.Anomalies;

        Assert.Equal(
            "Ministry, as first counted by BBC: сначала 30 (погибшие), позже 20.",
            Russian.Anomaly(Assert.Single(outlet))
        );
    }

    [Fact]
    public void What_has_no_text_in_a_language_is_shown_as_the_fold_has_it()
    {
        Assert.Null(Russian.Rule("A rule of a later version."));
        Assert.Null(
            Russian.Anomaly(
                new Anomaly("anomaly-of-a-later-version", new Dictionary<string, JsonNode?>(), [], "A sentence.")
            )
        );
    }

    static Words Russian => new(Language.Find("ru")!);
}
