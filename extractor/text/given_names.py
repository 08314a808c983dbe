"""Whether words speak of a woman or of a man: by nouns, titles and given names.

The names are common ones of several languages; those borne by both are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extractor.text.titles import FEMALE, MALE, words

WOMEN: Final = words(
    "Abigail Ada Adele Agnes Aisha Alexandra Alice Alicia Alina Alma Amanda Amelia Amina Amy Ana Anastasia Angela Anita Anna Anne Annie Antonia Astrid "
    "Audrey Ayesha Barbara Beatrice Beatriz Becky Bernadette Bernice Beth Betty Bianca Birgit Brenda Bridget Camilla Carla Carmen Carol Caroline Catherine "
    "Cecilia Charlotte Chiara Christina Christine Ciara Clara Claire Claudia Cynthia Daniela Deborah Denise Diana Dolores Donna Dora Doris Dorothy Edith "
    "Eileen Elaine Eleanor Elena Elisabeth Eliza Elizabeth Ella Ellen Elsa Emily Emma Erica Esther Eva Eve Fatima Fatou Fiona Florence Frances "
    "Francesca Gabriela Georgina Gertrude Gina Giulia Gloria Grace Greta Hanna Hannah Harriet Heather Heidi Helen Helena Hilda Ida Ines Ingrid "
    "Irene Irina Isabel Isabella Ivana Jacqueline Jane Janet Janine Jasmine Jennifer Jenny Jessica Joanna Josephine Joyce Juana Judith Julia Juliet "
    "Karen Karin Kate Katerina Katherine Kathleen Kathryn Katya Khadija Kirsten Kristina Lara Larisa Laura Layla Leila Lena Lidia Lilian Linda Lisa Liza "
    "Lorna Louise Lucia Lucy Lydia Lyudmila Madeleine Maggie Magdalena Mandy Margaret Margarita Maria Mariam Marianne Marie Marina Marjorie Marta "
    "Martha Mary Maryam Matilda Maureen Megan Melanie Melissa Mercedes Michelle Mildred Mina Miriam Moira Mona Monica Nadia Nancy Naomi Natalia Natalie "
    "Natasha Nicole Nina Nora Olena Olga Oksana Olivia Pamela Patricia Paula Pauline Penelope Petra Philippa Phyllis Priya Rachel Rania Raquel "
    "Rebecca Renata Rita Rosa Rosalind Rosemary Rosie Roxana Ruth Sabina Sally Samantha Samira Sandra Sara Sarah Sharon Sheila Shirley Silvia "
    "Sofia Sonia Sophia Sophie Stella Stephanie Sunita Susan Susanna Svetlana Sylvia Tamara Tanya Tatiana Teresa Theresa Tina Tracey Ursula Valentina "
    "Valerie Vanessa Vera Veronica Victoria Violet Virginia Wanda Wendy Yasmin Yolanda Yulia Yvonne Zainab Zara Zeynep Zoe Zuzana"
)
"""Borne by women."""

MEN: Final = words(
    "Aaron Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Alan Albert Alberto Aldo Alejandro Aleksandr Alexander Alexei Alfred Ali Amir Anatoly Andreas "
    "Andrei Andrew Andrey Andy Anthony Anton Antonio Archie Arnold Arthur Arturo Barry Ben Benjamin Bernard Bill Bob Boris Brian Bruce Bruno Carl Carlos "
    "Cedric Charles Christian Christopher Clive Colin Craig Dan Daniel Dave David Denis Dennis Derek Diego Dieter Dimitri Dmitry Dominic Donald "
    "Douglas Duncan Ed Edmund Eduardo Edward Edwin Elias Emilio Emmanuel Enrique Eric Erik Ernest Ethan Eugene Evan Felix Fernando Florian Francesco "
    "Francisco Frank Franz Fred Frederick Gareth Gary Gavin Geoffrey George Georg Gerald Gerard Giles Giorgio Giovanni Giuseppe Gordon Goran Graham Greg "
    "Gregory Guillermo Gustav Hans Harold Harry Harvey Hassan Hector Helmut Henri Henry Herbert Howard Hugh Hugo Hussein Ian Ibrahim Igor Imran Isaac Ismail "
    "Ivan Ivor Jack Jacob Jacques Jake Jakub James Jason Javier Jeff Jeffrey Jeremy Jerome Jerry Jim Jimmy Joachim Joe Joel Johan Johannes John Johnny "
    "Jonas Jonathan Jorge Jose Joseph Joshua José Juan Julius Juma Karim Karl Keith Ken Kenneth Kevin Khaled Khalid Klaus Konstantin Lars Lawrence "
    "Leo Leon Leonard Leonid Lewis Liam Luca Lucas Luigi Luis Luke Mahmoud Malcolm Manuel Marc Marcel Marco Marcus Mario Mark Markus Martin Matthew Matthias "
    "Maurice Max Maxim Michael Michel Miguel Mike Mikhail Miroslav Mohamed Mohammad Mohammed Muhammad Mustafa Nathan Neil Nelson Nicholas Nick Nigel Nikolai "
    "Noah Norman Oleg Oleksandr Oliver Omar Oscar Osman Otto Owen Pablo Patrick Paul Pavel Pedro Peter Petr Philip Pierre Pieter Rafael Rajesh Ralph Ramon "
    "Raymond Ricardo Richard Rob Robert Roberto Rodrigo Roger Roland Roman Ronald Rory Ross Roy Rupert Russell Ryan Salim Salman Samuel Scott Sean Sebastian "
    "Sergei Sergey Sergio Seth Simon Stanley Stefan Stephen Steve Steven Stuart Suleiman Sunil Tariq Ted Terence Thomas Tim Timothy Tobias Todd Tom "
    "Tomas Tony Trevor Umar Vasily Victor Viktor Vincent Vladimir Walter Wayne Werner Will William Wolfgang Godfrey Yuri Yusuf Youssef Zoran"
)
"""Borne by men."""


def given_gender(name: str) -> str:
    """Which of the two a given name tells: "f", "m", or nothing."""
    return "f" if name in WOMEN else "m" if name in MEN else ""


def gender_of(described: Iterable[str]) -> str:
    """The same by the nouns and titles, in small letters, that describe a person."""
    found = frozenset(described)
    return "f" if FEMALE & found else "m" if MALE & found else ""
