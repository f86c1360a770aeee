using System.Text;
using System.Text.Json;
using CsCheck;
using Negotiations.Json;
using Negotiations.Specs.Generated;

namespace Negotiations.Specs.Json;

/// <summary>An event that was written reads as the same event, whatever is in it.</summary>
public class RoundTripSpecs
{
    [Fact]
    public void An_event_goes_over_the_wire_and_comes_back_the_same() =>
        AnyEvent.OfAnyType.Sample(
            @event =>
            {
                var written = EventJson.Write(@event);
                var reading = EventJson.Read(JsonElement.Parse(written));
                Assert.Null(reading.Fault);
                Assert.Equal(
                    Encoding.UTF8.GetString(written),
                    Encoding.UTF8.GetString(EventJson.Write(reading.Value!))
                );
            },
            iter: 1000
        );

    [Fact]
    public void An_event_goes_into_the_store_and_comes_back_with_its_id_the_same() =>
        AnyEvent.OfAnyType.Sample(
            @event =>
            {
                var id = @event.EventId ?? Guid.AllBitsSet;
                var read = EventJson.ReadData(EventJson.NameOf(@event), id, EventJson.WriteData(@event));
                Assert.Equal(
                    Encoding.UTF8.GetString(EventJson.Write(@event with { EventId = id })),
                    Encoding.UTF8.GetString(EventJson.Write(read))
                );
            },
            iter: 1000
        );

    [Fact]
    public void No_event_is_written_with_a_null_or_a_capital_at_the_head_of_a_member() =>
        AnyEvent.OfAnyType.Sample(
            @event => Assert.All(JsonElement.Parse(EventJson.Write(@event)).EnumerateObject(), member =>
                {
                    Assert.NotEqual(JsonValueKind.Null, member.Value.ValueKind);
                    Assert.True(char.IsAsciiLetterLower(member.Name[0]));
                }),
            iter: 500
        );
}
