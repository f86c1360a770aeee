using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Dashboard.Drawing;
using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Specs.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>An event, a language and an anomaly that there are not: what pages make of them without a line about
/// them.</summary>
public sealed class MadeUp
{
    const string Code = "xx";

    static readonly MediatorAppointed Appointed = new()
    {
        Occurred = Edtf.Parse("2024-12-04"),
        Mediator = "UNRCCA",
        AcceptedBy = ["KGZ", "TJK"],
        Mandate = "To bring both sides together.",
        Staff = new Quantity { Best = 12 },
        During = MeetingKind.Summit,
    };

    static readonly Language Language = Language.Of(Code, Texts(), Vocabulary());

    [Fact]
    public void The_form_of_an_event_asks_for_each_member_by_what_it_is() =>
        Assert.Equal(
            [
                ("mandateId", FieldKind.Text, null),
                ("mediator", FieldKind.Actor, null),
                ("acceptedBy", FieldKind.Actors, null),
                ("proposedBy", FieldKind.Actor, null),
                ("mandate", FieldKind.LongText, null),
                ("staff", FieldKind.Quantity, "people"),
                ("during", FieldKind.Choice, null),
            ],
            ReportField.Read(typeof(MediatorAppointed)).Select(field => (field.Name, field.Kind, field.Unit))
        );

    [Fact]
    public void An_event_that_no_page_has_words_for_reads_member_by_member() =>
        Assert.Equal(
            [
                "mediator: UNRCCA",
                "acceptedBy: Kyrgyzstan, Tajikistan",
                "mandate: To bring both sides together.",
                "staff: 12",
                "during: Summit",
            ],
            EventWords.Details(Appointed, new Words(Language.English))
        );

    [Fact]
    public void An_event_about_violence_is_drawn_as_violence_on_the_map()
    {
        Assert.True(With(new BridgeMined()).IsViolent);
        Assert.False(With(Appointed).IsViolent);

        static MappedPlace With(Fact fact) =>
            new(
                0,
                0,
                "Bridge",
                IsGiven: true,
                IsOnMap: true,
                [new EffectiveEvent(new RecordedEvent(Guid.Empty, 1, 10, default, "monitor-1", fact), fact, [], [], [])]
            );
    }

    [Fact]
    public void A_language_is_a_file_of_texts_and_its_column_of_the_vocabulary()
    {
        var words = new Words(Language);

        Assert.Equal(Language.English.Texts.Keys.Order(), Language.Texts.Keys.Order());
        Assert.Equal("xx Round held", words.Type("round-held"));
        Assert.Equal("xx technical level", words.Of(RoundLevel.Technical));
        Assert.Equal("xx 2 events", words.Count("count.events", 2));
    }

    [Fact]
    public void An_anomaly_is_said_in_any_language_that_has_its_sentence()
    {
        var form = new AnomalyForm("said", "{0} was appointed.", new AnomalyValue("mediator", AnomalyValueKind.Actor));
        var texts = JsonElement.Parse("""{ "said": { "anomaly": { "made-up": { "said": "Назначен {0}." } } } }""");
        var language = Language.Of(Code, texts, JsonElement.Parse("{}"));
        var anomaly = new Anomaly("made-up", new Dictionary<string, JsonNode?> { ["mediator"] = "XYZ" }, [], "");

        Assert.Equal("Назначен XYZ.", new Words(language).Anomaly(anomaly, form));
    }

    static JsonElement Texts() => Marked(JsonNode.Parse(Language.Read("en").GetRawText())!);

    static JsonElement Vocabulary()
    {
        var vocabulary = JsonNode.Parse(Language.Read("vocabulary").GetRawText())!;
        Add(vocabulary.AsObject());
        return JsonSerializer.SerializeToElement(vocabulary);

        static void Add(JsonObject node)
        {
            if (node["en"] is JsonValue text)
                node[Code] = $"{Code} {text}";
            else
                foreach (var (_, inner) in node)
                    Add(inner!.AsObject());
        }
    }

    // Every text but how the language counts.
    static JsonElement Marked(JsonNode texts)
    {
        Mark(texts.AsObject());
        texts["site"]!["plurals"] = "one-other";
        return JsonSerializer.SerializeToElement(texts);

        static void Mark(JsonObject node)
        {
            foreach (var (name, inner) in node.ToList())
                if (inner is JsonObject more)
                    Mark(more);
                else
                    node[name] = $"{Code} {inner}";
        }
    }

    [Family(EventFamily.Violence)]
    sealed record BridgeMined : Fact;
}
