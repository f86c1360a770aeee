using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Specs.Events;

/// <summary>What was once written is read for ever, and written again byte for byte.</summary>
public class GoldenSpecs
{
    public static TheoryData<string> EveryType => [.. EventJson.TypesByName.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_released_sample_is_read_and_written_again_byte_for_byte(string type)
    {
        var reading = EventJson.Read(Samples.Element(type));

        Assert.Null(reading.Fault);
        Assert.Equal(EventJson.TypesByName[type], reading.Value!.GetType());
        Assert.Equal(Samples.Compact(type), Encoding.UTF8.GetString(EventJson.Write(reading.Value)));
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void The_stored_data_of_a_sample_is_the_sample_without_type_and_id(string type)
    {
        var sample = EventJson.Read(Samples.Element(type)).Value!;
        var data = EventJson.WriteData(sample);

        using var stored = JsonDocument.Parse(data);
        Assert.False(stored.RootElement.TryGetProperty("type", out _));
        Assert.False(stored.RootElement.TryGetProperty("eventId", out _));
        Assert.Equal(
            Samples.Compact(type),
            Encoding.UTF8.GetString(EventJson.Write(EventJson.ReadData(type, sample.EventId!.Value, data)))
        );
    }

    [Fact]
    public void Every_type_has_a_sample_and_every_sample_has_a_type() =>
        Assert.Equal(EventJson.TypesByName.Keys.Order(StringComparer.Ordinal), Samples.Types);

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_sample_shows_every_member_of_its_own_type(string type)
    {
        var own = EventJson
            .TypesByName[type]
            .GetProperties()
            .Where(property => property.DeclaringType != typeof(Event));
        var members = Samples.Element(type).EnumerateObject().Select(member => member.Name).ToHashSet();

        Assert.All(own, property => Assert.Contains(JsonNamingPolicy.CamelCase.ConvertName(property.Name), members));
    }

    [Fact]
    public void The_samples_together_show_every_member_of_every_value()
    {
        HashSet<string> shown = [];
        foreach (var type in Samples.Types)
            Note(Samples.Element(type), EventJson.Options.GetTypeInfo(EventJson.TypesByName[type]), shown);

        var missing = Vocabulary.Members.Where(member => !shown.Contains(member));
        Assert.Empty(missing);
    }

    [Fact]
    public void What_the_first_release_wrote_is_read_and_written_again_byte_for_byte() =>
        Assert.All(Samples.OfTheFirstRelease, sample =>
        {
            var reading = EventJson.Read(sample);

            Assert.Null(reading.Fault);
            Assert.Equal(
                JsonSerializer.Serialize(sample, EventJson.Options),
                Encoding.UTF8.GetString(EventJson.Write(reading.Value!))
            );
        });

    private static void Note(JsonElement element, JsonTypeInfo type, HashSet<string> shown)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable)
            foreach (var item in element.EnumerateArray())
                Note(item, EventJson.Options.GetTypeInfo(type.ElementType!), shown);

        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        foreach (var member in element.EnumerateObject())
            if (type.Properties.FirstOrDefault(property => property.Name == member.Name) is { } known)
            {
                shown.Add(Vocabulary.NameOf(type.Type, known));
                Note(member.Value, EventJson.Options.GetTypeInfo(known.PropertyType), shown);
            }
    }
}
