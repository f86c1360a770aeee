using System.Text.Json.Nodes;

namespace Negotiations.Server.Citing;

/// <summary>
/// The words the provenance is shown in: PROV-O, and for what it has no word Dublin Core and schema.org. None is ours,
/// so that no reader has to learn one.
/// </summary>
internal static class ProvenanceTerms
{
    /// <summary>Stands in the answer itself: anyone who reads it needs nothing from elsewhere.</summary>
    public static JsonObject Context() =>
        new()
        {
            ["prov"] = "http://www.w3.org/ns/prov#",
            ["dcterms"] = "http://purl.org/dc/terms/",
            ["schema"] = "https://schema.org/",
            ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
            ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
            ["edtf"] = "http://id.loc.gov/datatypes/edtf/",

            ["name"] = "rdfs:label",
            ["comment"] = "rdfs:comment",
            ["title"] = "dcterms:title",
            ["type"] = "dcterms:type",
            ["identifier"] = "dcterms:identifier",
            ["language"] = "dcterms:language",
            ["version"] = Typed("schema:version", "xsd:integer"),
            ["sequence"] = Typed("schema:position", "xsd:integer"),
            ["pagination"] = "schema:pagination",
            ["sha256"] = "schema:sha256",
            ["occurred"] = Typed("dcterms:temporal", "edtf:EDTF"),
            ["published"] = Typed("dcterms:issued", "edtf:EDTF"),
            ["asOf"] = Typed("dcterms:temporal", "xsd:date"),
            ["url"] = Reference("schema:url"),
            ["references"] = Reference("dcterms:references"),

            ["generatedAtTime"] = Typed("prov:generatedAtTime", "xsd:dateTime"),
            ["invalidatedAtTime"] = Typed("prov:invalidatedAtTime", "xsd:dateTime"),
            ["endedAtTime"] = Typed("prov:endedAtTime", "xsd:dateTime"),
            ["used"] = Reference("prov:used"),
            ["wasGeneratedBy"] = Reference("prov:wasGeneratedBy"),
            ["wasInvalidatedBy"] = Reference("prov:wasInvalidatedBy"),
            ["wasDerivedFrom"] = Reference("prov:wasDerivedFrom"),
            ["wasRevisionOf"] = Reference("prov:wasRevisionOf"),
            ["hadPrimarySource"] = Reference("prov:hadPrimarySource"),
            ["wasAttributedTo"] = Reference("prov:wasAttributedTo"),
            ["wasAssociatedWith"] = Reference("prov:wasAssociatedWith"),
        };

    private static JsonObject Typed(string term, string datatype) => new() { ["@id"] = term, ["@type"] = datatype };

    private static JsonObject Reference(string term) => new() { ["@id"] = term, ["@type"] = "@id" };
}
