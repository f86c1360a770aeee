using System.Reflection;
using Negotiations.Events;

namespace Negotiations.Specs.Architecture;

/// <summary>Walls stand where someone must be able to take one part without the rest.</summary>
public class ArchitectureSpecs
{
    private static readonly Assembly Core = typeof(Event).Assembly;

    // Loaded by name: the ledger may have no type yet that a test could point at.
    private static readonly Assembly Ledger = Assembly.Load("Negotiations.Ledger");

    [Fact]
    public void The_record_rests_on_nothing_but_the_runtime() =>
        Assert.All(Core.GetReferencedAssemblies(), reference =>
            Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal)
        );

    [Fact]
    public void The_record_knows_no_file_no_network_and_no_store() =>
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), reference =>
            IsOneOf(
                reference,
                "System.Net",
                "System.IO.Pipes",
                "System.IO.FileSystem",
                "System.Data",
                "System.Diagnostics.Process"
            )
        );

    [Fact]
    public void The_ledger_knows_neither_store_nor_web() =>
        Assert.DoesNotContain(Ledger.GetReferencedAssemblies(), reference =>
            IsOneOf(
                reference,
                "Marten",
                "Weasel",
                "JasperFx",
                "Wolverine",
                "Npgsql",
                "Microsoft.AspNetCore",
                "Microsoft.Extensions",
                "System.Net",
                "System.Data"
            )
        );

    [Fact]
    public void The_ledger_rests_on_the_record_and_never_the_other_way() =>
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), reference => IsOneOf(reference, "Negotiations"));

    [Fact]
    public void The_importers_know_the_record_and_readers_of_tables_and_neither_store_nor_web() =>
        Assert.All(typeof(Negotiations.Import.Formats.DatasetFormat).Assembly.GetReferencedAssemblies(), reference =>
            Assert.True(
                IsOneOf(reference, "Negotiations", "CsvHelper", "ExcelDataReader")
                    // The reader of workbooks gives its rows as an IDataReader; there is no database behind it.
                    || reference.Name == "System.Data.Common"
                    || (
                        reference.Name!.StartsWith("System.", StringComparison.Ordinal)
                        && !IsOneOf(reference, "System.Net", "System.Data")
                    ),
                reference.Name
            )
        );

    [Fact]
    public void Every_event_is_sealed_and_cannot_be_changed() =>
        Assert.All(Core.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract), type =>
        {
            Assert.True(type.IsSealed, type.Name);
            Assert.All(type.GetProperties(), property =>
                Assert.True(property.SetMethod is null || IsInit(property), $"{type.Name}.{property.Name}")
            );
        });

    [Fact]
    public void No_event_carries_a_derived_value() =>
        Assert.All(Core.GetTypes().Where(type => type.IsSubclassOf(typeof(Event))), type =>
            Assert.DoesNotContain(type.GetProperties(), property =>
                property.SetMethod is null && property.Name != "EqualityContract"
            )
        );

    private static bool IsOneOf(AssemblyName reference, params string[] names) =>
        names.Any(name => reference.Name == name || reference.Name!.StartsWith(name + ".", StringComparison.Ordinal));

    private static bool IsInit(PropertyInfo property) =>
        property
            .SetMethod!.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
