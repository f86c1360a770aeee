using System.Text.Json;
using Negotiations.Json;

namespace Negotiations.Server.Http;

/// <summary>Puts the one JSON setting on options that the framework made and owns.</summary>
internal static class JsonSetting
{
    public static void Apply(JsonSerializerOptions options)
    {
        var ours = EventJson.Options;
        options.PropertyNamingPolicy = ours.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
        options.UnmappedMemberHandling = ours.UnmappedMemberHandling;
        options.NumberHandling = ours.NumberHandling;
        options.RespectNullableAnnotations = ours.RespectNullableAnnotations;
        options.AllowOutOfOrderMetadataProperties = ours.AllowOutOfOrderMetadataProperties;
        options.Encoder = ours.Encoder;
        foreach (var converter in ours.Converters)
            options.Converters.Add(converter);
    }
}
